##! Adds the names of hosts to mails about notices.

@load base/frameworks/notice/main

module Notice;

# Notices that wait for names. What comes after waiting works with a copy, but the notice itself is to be changed.
global waiting_notices: table[string] of Notice::Info &create_expire=max_email_delay + 10secs;

# Looks up the name of a host. If none comes, the token stays, and the mail goes without it when its time is over.
function add_hostname(id: string, host: addr, token: string, label: string) {
	add waiting_notices[id]$email_delay_tokens[token];

	when [id, host, token, label] ( local name = lookup_addr(host) ) {
		if ( id in waiting_notices ) {
			waiting_notices[id]$email_body_sections += fmt("%s hostname: %s\n", label, name);
			delete waiting_notices[id]$email_delay_tokens[token];
		}
	}
}

# When it is known whom it is mailed to, and before it is.
hook notice(n: Notice::Info) &priority=-1 {
	if ( |n$email_dest| == 0 || (! n?$src && ! n?$dst) )
		return;

	local id = unique_id("");
	waiting_notices[id] = n;

	if ( n?$src )
		add_hostname(id, n$src, "hostnames-src", "orig/src");

	if ( n?$dst )
		add_hostname(id, n$dst, "hostnames-dst", "resp/dst");
}
