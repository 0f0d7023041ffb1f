##! Notices of SSH logins from or to hosts whose names say that nobody should work there.

@load base/frameworks/notice
@load base/protocols/ssh

module SSH;

export {
	redef enum Notice::Type += {
		## One of the two hosts has a name that matches `interesting_hostnames`.
		Interesting_Hostname_Login,
	};

	## Which names are interesting: those of servers.
	option interesting_hostnames = /^(d?ns|smtp|mail|pop|imap|www|ftp)[0-9]*\./;
}

function look_at_name(id: conn_id, uid: string, host: addr) {
	when [id, uid, host] ( local name = lookup_addr(host) ) {
		if ( interesting_hostnames !in name )
			return;

		local text = fmt("Possible SSH login involving a %s %s with an interesting hostname.",
		                 Site::is_local_addr(host) ? "local" : "remote", host == id$orig_h ? "client" : "server");
		NOTICE(Notice::Info($note=Interesting_Hostname_Login, $msg=text, $sub=name, $id=id, $uid=uid));
	}
}

event ssh_auth_successful(c: connection, auth_method_none: bool) {
	look_at_name(c$id, c$uid, c$id$orig_h);

	if ( c$id$resp_h != c$id$orig_h )
		look_at_name(c$id, c$uid, c$id$resp_h);
}
