##! Logs the MD5 hash of the server's key too, as it was shown in former times.

@load base/protocols/ssh

module SSH;

export {
	redef record Info += {
		## The hash of the server's key.
		host_key: string &log &optional;
	};
}

event ssh_server_host_key(c: connection, hash: string) &priority=5 {
	if ( c?$ssh )
		c$ssh$host_key = hash;
}
