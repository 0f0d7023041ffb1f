##! Notices about names outside of the site's domains that are addresses inside of it.

@load base/frameworks/notice
@load base/protocols/dns
@load base/utils/site

module DNS;

export {
	redef enum Notice::Type += {
		## Such a name was seen. It needs `Site::local_zones`.
		External_Name,
	};

	## Servers whose replies do not count; here it is multicast DNS.
	option skip_resp_host_port_pairs: set[addr, port] = { [[224.0.0.251, [ff02::fb]], 5353/udp] };
}

function check_name(c: connection, name: string, a: addr) {
	if ( |Site::local_zones| == 0 || [c$id$resp_h, c$id$resp_p] in skip_resp_host_port_pairs )
		return;

	if ( Site::is_local_addr(a) && ! Site::is_local_name(name) )
		NOTICE(Notice::Info($note=External_Name, $conn=c, $identifier=cat(a, name),
		                    $msg=fmt("%s is pointing to a local host - %s.", name, a)));
}

event dns_A_reply(c: connection, msg: dns_msg, ans: dns_answer, a: addr) {
	check_name(c, ans$query, a);
}

event dns_AAAA_reply(c: connection, msg: dns_msg, ans: dns_answer, a: addr) {
	check_name(c, ans$query, a);
}
