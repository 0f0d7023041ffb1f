##! Logs names as they were asked for, in upper and lower case.

@load base/protocols/dns/main

module DNS;

export {
	redef record Info += {
		## The name as it was.
		original_query: string &log &optional;
	};
}

event dns_request(c: connection, msg: dns_msg, query: string, qtype: count, qclass: count, original_query: string) &priority=5 {
	if ( msg$opcode == DNS_OP_QUERY )
		c$dns$original_query = original_query;
}
