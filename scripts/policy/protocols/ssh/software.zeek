##! Finds out what SSH clients and servers are by how they introduce themselves.

@load base/frameworks/software
@load base/protocols/ssh

module SSH;

export {
	redef enum Software::Type += {
		## A server.
		SERVER,
		## A client.
		CLIENT,
	};
}

event ssh_client_version(c: connection, version: string) &priority=4 {
	# What is left without the protocol's version.
	local name = sub(version, /^SSH[0-9.-]+/, "");
	Software::found(c$id, Software::Info($unparsed_version=name, $host=c$id$orig_h, $software_type=CLIENT));
}

event ssh_server_version(c: connection, version: string) &priority=4 {
	local name = sub(version, /SSH[0-9.-][0-9.-]+/, "");
	Software::found(c$id, Software::Info($unparsed_version=name, $host=c$id$resp_h, $host_p=c$id$resp_p,
	                                     $software_type=SERVER));
}
