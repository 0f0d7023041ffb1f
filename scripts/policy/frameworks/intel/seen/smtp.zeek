##! Addresses, mail programs and mailboxes in the headers and envelopes of mail.

@load base/frameworks/intel
@load base/protocols/smtp
@load base/utils/email
@load ./where-locations

function see_mailbox(c: connection, mailbox: string, where: Intel::Where) {
	Intel::seen(Intel::Seen($indicator=mailbox, $indicator_type=Intel::EMAIL, $conn=c, $where=where));
}

event mime_end_entity(c: connection) &group="Intel::ADDR" {
	if ( ! c?$smtp )
		return;

	if ( c$smtp?$path )
		for ( _, hop in c$smtp$path )
			Intel::seen(Intel::Seen($host=hop, $conn=c, $where=SMTP::IN_RECEIVED_HEADER));

	if ( c$smtp?$x_originating_ip )
		Intel::seen(Intel::Seen($host=c$smtp$x_originating_ip, $conn=c, $where=SMTP::IN_X_ORIGINATING_IP_HEADER));
}

event mime_end_entity(c: connection) &group="Intel::SOFTWARE" {
	if ( c?$smtp && c$smtp?$user_agent )
		Intel::seen(Intel::Seen($indicator=c$smtp$user_agent, $indicator_type=Intel::SOFTWARE, $conn=c,
		                        $where=SMTP::IN_HEADER));
}

event mime_end_entity(c: connection) &group="Intel::EMAIL" {
	if ( ! c?$smtp )
		return;

	local mail = c$smtp;

	if ( mail?$mailfrom )
		see_mailbox(c, mail$mailfrom, SMTP::IN_MAIL_FROM);

	if ( mail?$rcptto )
		for ( recipient in mail$rcptto )
			see_mailbox(c, recipient, SMTP::IN_RCPT_TO);

	if ( mail?$from )
		for ( author in extract_email_addrs_set(mail$from) )
			see_mailbox(c, author, SMTP::IN_FROM);

	if ( mail?$to )
		for ( receiver in mail$to )
			see_mailbox(c, extract_first_email_addr(receiver), SMTP::IN_TO);

	if ( mail?$cc )
		for ( witness in mail$cc )
			see_mailbox(c, witness, SMTP::IN_CC);

	if ( mail?$reply_to )
		see_mailbox(c, mail$reply_to, SMTP::IN_REPLY_TO);
}
