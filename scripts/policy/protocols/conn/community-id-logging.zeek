##! Logs the Community ID of connections, by which other programs know them too.

@load base/protocols/conn

module CommunityID;

export {
	## A number below 65536 that goes into the hash.
	option seed: count = 0;

	## Whether the hash is written in base64 and not hexadecimal.
	option do_base64: bool = T;

	redef record Conn::Info += {
		## The Community ID, version 1.
		community_id: string &optional &log;
	};
}

event new_connection(c: connection) &priority=5 {
	c$conn$community_id = community_id_v1(c$id, seed, do_base64);
}
