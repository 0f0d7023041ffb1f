##! Notices that a server refuses mails because of a list of senders that are blocked.

@load base/frameworks/notice
@load base/protocols/smtp

module SMTP;

export {
	redef enum Notice::Type += {
		## A reply names such a list.
		Blocklist_Error_Message,
		## A reply names such a list and the client's address.
		Blocklist_Blocked_Host,
	};

	## What names a list.
	option blocklist_error_messages = /spamhaus\.org\//
	                                | /sophos\.com\/security\//
	                                | /spamcop\.net\/bl/
	                                | /cbl\.abuseat\.org\//
	                                | /sorbs\.net\//
	                                | /bsn\.borderware\.com\//
	                                | /mail-abuse\.com\//
	                                | /b\.barracudacentral\.com\//
	                                | /psbl\.surriel\.com\//
	                                | /antispam\.imp\.ch\//
	                                | /dyndns\.com\/.*spam/
	                                | /rbl\.knology\.net\//
	                                | /intercept\.datapacket\.net\//
	                                | /uceprotect\.net\//
	                                | /hostkarma\.junkemailfilter\.com\//;
}

event smtp_reply(c: connection, is_orig: bool, code: count, cmd: string, msg: string, cont_resp: bool) &priority=3 {
	if ( code < 400 || code == 421 || blocklist_error_messages !in msg )
		return;

	local client = c$id$orig_h;
	local named = extract_ip_addresses(msg);
	local is_named = |named| > 0 && to_addr(named[0]) == client;

	NOTICE(Notice::Info($note=is_named ? Blocklist_Blocked_Host : Blocklist_Error_Message,
	                    $msg=is_named ? fmt("%s is on an SMTP block list", client)
	                                  : fmt("%s received an error message mentioning an SMTP block list", client),
	                    $sub=msg, $conn=c, $identifier=cat(client)));
}
