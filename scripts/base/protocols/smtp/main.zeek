##! The log of SMTP: a row for each mail, and for what is left of a session without one.

@load base/frameworks/logging
@load base/frameworks/notice/weird
@load base/protocols/conn/removal-hooks
@load base/utils/addrs
@load base/utils/directions-and-hosts
@load base/utils/email

module SMTP;

export {
	redef enum Log::ID += { LOG };

	## Where servers are.
	const ports = { 25/tcp, 587/tcp } &redef;

	global log_policy: Log::PolicyHook;

	## A row of the log.
	type Info: record {
		## When the mail's first command was seen.
		ts: time &log;
		## The connection.
		uid: string &log;
		## Its addresses and ports.
		id: conn_id &log;
		## The number of the mail in the connection, from 1.
		trans_depth: count &log;
		## How the client introduces itself.
		helo: string &log &optional;
		## Where the client says the mail is from.
		mailfrom: string &log &optional;
		## Whom the client says the mail is for.
		rcptto: set[string] &log &optional;
		## The Date header.
		date: string &log &optional;
		## The From header.
		from: string &log &optional;
		## The addresses of the To header.
		to: set[string] &log &optional;
		## The addresses of the Cc header.
		cc: set[string] &log &optional;
		## The Reply-To header.
		reply_to: string &log &optional;
		## The Message-ID header.
		msg_id: string &log &optional;
		## The In-Reply-To header.
		in_reply_to: string &log &optional;
		## The Subject header.
		subject: string &log &optional;
		## The X-Originating-IP header.
		x_originating_ip: addr &log &optional;
		## The last Received header, which is the oldest.
		first_received: string &log &optional;
		## The one before it.
		second_received: string &log &optional;
		## What the server said last.
		last_reply: string &log &optional;
		## The way of the mail, the last host first: this server, this client, and what Received headers say.
		path: vector of addr &log &optional;
		## What program the mail was written with.
		user_agent: string &log &optional;
		## Whether the session went on in TLS.
		tls: bool &log &default=F;
		## Whether Received headers still belong to the path.
		process_received_from: bool &default=T;
		## Whether the client did something that makes the row worth writing.
		has_client_activity: bool &default=F;
		## Whether headers are the mail's own, and not those of a part.
		process_smtp_headers: bool &default=T;
		## How many parts there were, the mail itself included.
		entity_count: count &default=0;
	};

	## What is known of a session.
	type State: record {
		## How the client introduces itself.
		helo: string &optional;
		## How many mails there were.
		messages_transferred: count &default=0;
		## A place for scripts; nothing here fills it.
		pending_messages: set[Info] &optional;
		## Whether the client said where the mail is from.
		trans_mail_from_seen: bool &default=F;
		## Whether it said whom it is for.
		trans_rcpt_to_seen: bool &default=F;
		## How often it left out one of these.
		invalid_transactions: count &default=0;
		## Whether the last chunk of a mail came.
		bdat_last_observed: bool &default=F;
		## The number of the analyzer.
		analyzer_id: count &optional;
	};

	## Which hosts the path follows. The first other one that Received headers name ends it.
	option mail_path_capture = ALL_HOSTS;

	## A mail in short.
	global describe: function(rec: Info): string;

	## Raised for each row.
	global log_smtp: event(rec: Info);

	## Logs what was not logged by the end of the connection.
	global finalize_smtp: Conn::RemovalHook;

	## Whether mails are told of that say not from whom or for whom they are.
	option mail_transaction_validation = T;

	## With how many of these the session is left alone, 0 for never.
	option max_invalid_mail_transactions = 25;

	## How many addresses RCPT may name, 0 for any number.
	const max_rcptto_addresses: count = 1000 &redef;

	## How many addresses of To headers are kept, 0 for any number.
	const max_to_addresses: count = 1000 &redef;

	## How many addresses of Cc headers are kept, 0 for any number.
	const max_cc_addresses: count = 1000 &redef;

	## How long a path may be, 0 for any length.
	const max_path_length: count = 1000 &redef;
}

redef record connection += {
	smtp: Info &optional;
	smtp_state: State &optional;
};

event zeek_init() &priority=5 {
	Log::create_stream(SMTP::LOG, Log::Stream($columns=SMTP::Info, $ev=log_smtp, $path="smtp", $policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_SMTP, ports);
}

function new_smtp_log(c: connection): Info {
	local row = Info($ts=network_time(), $uid=c$uid, $id=c$id, $trans_depth=c$smtp_state$messages_transferred + 1,
	                 $path=vector(c$id$resp_h, c$id$orig_h));

	if ( c$smtp_state?$helo )
		row$helo = c$smtp_state$helo;

	Conn::register_removal_hook(c, finalize_smtp);
	return row;
}

function set_smtp_session(c: connection) {
	if ( ! c?$smtp_state )
		c$smtp_state = State();

	if ( ! c?$smtp )
		c$smtp = new_smtp_log(c);
}

# Writes the row if there is something in it, and begins the next.
function smtp_message(c: connection) {
	if ( ! c$smtp$has_client_activity )
		return;

	Log::write(SMTP::LOG, c$smtp);
	c$smtp = new_smtp_log(c);
}

# The client left something out.
function mail_transaction_invalid(c: connection, what: string) {
	Reporter::conn_weird("smtp_mail_transaction_invalid", c, what, "SMTP");
	local state = c$smtp_state;
	++state$invalid_transactions;

	if ( max_invalid_mail_transactions == 0 || state$invalid_transactions <= max_invalid_mail_transactions ||
	     ! state?$analyzer_id )
		return;

	Reporter::conn_weird("smtp_excessive_invalid_mail_transactions", c, "", "SMTP");

	if ( disable_analyzer(c$id, state$analyzer_id) )
		delete state$analyzer_id;
}

event analyzer_confirmation_info(atype: AllAnalyzers::Tag, info: AnalyzerConfirmationInfo) {
	if ( atype != Analyzer::ANALYZER_SMTP )
		return;

	set_smtp_session(info$c);
	info$c$smtp_state$analyzer_id = info$aid;
}

# Adds addresses to a set that has room for `max`, 0 for any number.
function add_addresses(c: connection, to: set[string], addresses: set[string], max: count, weird: string) {
	for ( one in addresses ) {
		if ( max > 0 && |to| >= max ) {
			Reporter::conn_weird(weird, c);
			return;
		}

		add to[one];
	}
}

function note_recipients(c: connection, arg: string) {
	local recipients: set[string];

	for ( one in extract_email_addrs_set(arg) )
		add recipients[gsub(one, /ORCPT=rfc822;?/, "")];

	if ( ! c$smtp?$rcptto )
		c$smtp$rcptto = set();

	add_addresses(c, c$smtp$rcptto, recipients, max_rcptto_addresses, "smtp_too_many_rcptto_addresses");
	c$smtp$has_client_activity = T;
	c$smtp_state$trans_rcpt_to_seen = T;

	if ( mail_transaction_validation && ! c$smtp_state$trans_mail_from_seen )
		mail_transaction_invalid(c, "rcpt to missing mail from");
}

function note_sender(c: connection, arg: string) {
	# The mail before is over, though the server did not say so.
	smtp_message(c);
	local sender = extract_first_email_addr(arg);

	if ( sender != "" )
		c$smtp$mailfrom = sender;

	c$smtp$has_client_activity = T;
	c$smtp_state$trans_mail_from_seen = T;
	c$smtp_state$trans_rcpt_to_seen = F;
}

function end_transaction(state: State) {
	state$trans_mail_from_seen = F;
	state$trans_rcpt_to_seen = F;
}

event smtp_request(c: connection, is_orig: bool, command: string, arg: string) &priority=5 {
	set_smtp_session(c);

	switch ( to_upper(command) ) {
		case "HELO", "EHLO":
			c$smtp_state$helo = arg;
			c$smtp$helo = arg;
			break;
		case "MAIL":
			if ( /^[fF][rR][oO][mM]:/ in arg )
				note_sender(c, arg);
			break;
		case "RCPT":
			if ( /^[tT][oO]:/ in arg )
				note_recipients(c, arg);
			break;
		case "DATA", "BDAT":
			if ( mail_transaction_validation && ! c$smtp_state$trans_rcpt_to_seen )
				mail_transaction_invalid(c, "data missing rcpt to");

			if ( to_upper(command) == "BDAT" && ends_with(arg, " LAST") ) {
				end_transaction(c$smtp_state);
				c$smtp_state$bdat_last_observed = T;
			}
			break;
		case ".":
			end_transaction(c$smtp_state);
			break;
	}
}

event smtp_reply(c: connection, is_orig: bool, code: count, cmd: string, msg: string, cont_resp: bool) &priority=5 {
	set_smtp_session(c);
	c$smtp$last_reply = fmt("%d %s", code, msg);
}

event smtp_reply(c: connection, is_orig: bool, code: count, cmd: string, msg: string, cont_resp: bool) &priority=-5 {
	local state = c$smtp_state;

	if ( cmd != "." && (cmd != "BDAT" || cont_resp || ! state$bdat_last_observed) )
		return;

	++state$messages_transferred;
	state$bdat_last_observed = F;
	smtp_message(c);
	c$smtp = new_smtp_log(c);
}

event smtp_starttls(c: connection) &priority=5 {
	if ( ! c?$smtp )
		return;

	c$smtp$tls = T;
	c$smtp$has_client_activity = T;
}

event mime_begin_entity(c: connection) &priority=5 {
	if ( c?$smtp && ++c$smtp$entity_count > 1 )
		c$smtp$process_smtp_headers = F;
}

function note_addresses(c: connection, name: string, value: string) {
	local row = c$smtp;
	local addresses = split_mime_email_addresses(value);

	if ( name == "TO" ) {
		if ( ! row?$to )
			row$to = set();

		add_addresses(c, row$to, addresses, max_to_addresses, "smtp_too_many_to_addresses");
	}
	else {
		if ( ! row?$cc )
			row$cc = set();

		add_addresses(c, row$cc, addresses, max_cc_addresses, "smtp_too_many_cc_addresses");
	}
}

event mime_one_header(c: connection, h: mime_header_rec) &priority=5 {
	if ( ! c?$smtp || ! c$smtp$process_smtp_headers )
		return;

	local row = c$smtp;

	switch ( h$name ) {
		case "DATE":
			row$date = h$value;
			break;
		case "FROM":
			row$from = h$value;
			break;
		case "TO", "CC":
			note_addresses(c, h$name, h$value);
			break;
		case "REPLY-TO":
			row$reply_to = h$value;
			break;
		case "MESSAGE-ID":
			row$msg_id = h$value;
			break;
		case "IN-REPLY-TO":
			row$in_reply_to = h$value;
			break;
		case "SUBJECT":
			row$subject = h$value;
			break;
		case "X-MAILER", "USER-AGENT", "X-USER-AGENT":
			row$user_agent = h$value;
			break;
		case "RECEIVED":
			if ( row?$first_received )
				row$second_received = row$first_received;

			row$first_received = h$value;
			break;
		case "X-ORIGINATING-IP":
			local found = extract_ip_addresses(h$value);

			if ( |found| > 0 )
				row$x_originating_ip = to_addr(found[0]);
			break;
	}
}

# The path. Where a Received header has several addresses, the second one is where the mail came from: the first is what
# the sender said.
event mime_one_header(c: connection, h: mime_header_rec) &priority=3 {
	if ( h$name != "RECEIVED" || ! c?$smtp || ! c$smtp$process_received_from || ! c$smtp$process_smtp_headers )
		return;

	local found = extract_ip_addresses(h$value, T);

	if ( |found| == 0 )
		return;

	local row = c$smtp;
	local host = to_addr(|found| > 1 ? found[1] : found[0]);

	if ( ! addr_matches_host(host, mail_path_capture) && ! Site::is_private_addr(host) )
		row$process_received_from = F;

	if ( row$path[|row$path| - 1] == host )
		return;

	if ( max_path_length > 0 && |row$path| >= max_path_length )
		Reporter::conn_weird("smtp_max_path_length_exceeded", c);
	else
		row$path += host;
}

hook finalize_smtp(c: connection) {
	if ( c?$smtp )
		smtp_message(c);
}

function describe(rec: Info): string {
	if ( ! rec?$mailfrom || ! rec?$rcptto )
		return "";

	local recipient = "";

	for ( one in rec$rcptto ) {
		recipient = one;
		break;
	}

	local others = |rec$rcptto| > 1 ? fmt(" (plus %d others)", |rec$rcptto| - 1) : "";
	local subject = rec?$subject && |rec$subject| > 20 ? fmt(": %s...", rec$subject[0:21]) : "";
	return fmt("%s -> %s%s%s", rec$mailfrom, recipient, others, subject);
}
