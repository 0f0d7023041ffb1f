##! Finds out what mails are written with.

@load base/frameworks/software
@load base/protocols/smtp

module SMTP;

export {
	redef enum Software::Type += {
		## A program that writes and reads mails.
		MAIL_CLIENT,
		## A server. Nothing here finds any.
		MAIL_SERVER,
		## A server that people write mails on in a browser.
		WEBMAIL_SERVER,
	};

	redef record Info += {
		## Whether the mail was written in a browser.
		is_webmail: bool &log &default=F;
	};

	## Of which clients' mails that is found out.
	option detect_clients_in_messages_from = LOCAL_HOSTS;

	## How servers for mails in browsers introduce themselves.
	option webmail_user_agents = /^iPlanet Messenger/
	                           | /^Sun Java\(tm\) System Messenger Express/
	                           | /\(IMP\)/
	                           | /^SquirrelMail/
	                           | /^NeoMail/
	                           | /ZimbraWebClient/;
}

event mime_one_header(c: connection, h: mime_header_rec) &priority=4 {
	if ( h$name == "USER-AGENT" && c?$smtp && c$smtp?$user_agent && webmail_user_agents in c$smtp$user_agent )
		c$smtp$is_webmail = T;
}

# With the row, for the path is complete only then.
event log_smtp(rec: Info) {
	if ( ! rec?$user_agent || ! addr_matches_host(rec$id$orig_h, detect_clients_in_messages_from) )
		return;

	# The path's end is where the mail was written. From a browser, that is one host further than the server.
	local by_browser = rec$is_webmail && rec?$first_received && /via HTTP/ in rec$first_received;
	local host = rec$path[|rec$path| - (by_browser ? 2 : 1)];

	Software::found(rec$id, Software::Info($unparsed_version=rec$user_agent, $host=host,
	                                       $software_type=rec$is_webmail ? WEBMAIL_SERVER : MAIL_CLIENT));
}
