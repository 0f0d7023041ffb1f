##! Events of DNS.

export {
	## Raised for each DNS message, once its header is read.
	global dns_message: event(c: connection, is_orig: bool, msg: dns_msg, len: count);

	## Raised for each question of a query.
	global dns_request: event(c: connection, msg: dns_msg, query: string, qtype: count, qclass: count, original_query: string);

	## Raised for each question of a query.
	global dns_request: event(c: connection, msg: dns_msg, query: string, qtype: count, qclass: count);

	## Raised for a reply that refuses to answer.
	global dns_rejected: event(c: connection, msg: dns_msg, query: string, qtype: count, qclass: count, original_query: string);

	## Raised for a reply that refuses to answer.
	global dns_rejected: event(c: connection, msg: dns_msg, query: string, qtype: count, qclass: count);

	## Raised for each question of a reply.
	global dns_query_reply: event(c: connection, msg: dns_msg, query: string, qtype: count, qclass: count, original_query: string);

	## Raised for each question of a reply.
	global dns_query_reply: event(c: connection, msg: dns_msg, query: string, qtype: count, qclass: count);

	## Raised for an IPv4 address.
	global dns_A_reply: event(c: connection, msg: dns_msg, ans: dns_answer, a: addr);

	## Raised for an IPv6 address.
	global dns_AAAA_reply: event(c: connection, msg: dns_msg, ans: dns_answer, a: addr);

	## Raised for an IPv6 address in a record of the old kind.
	global dns_A6_reply: event(c: connection, msg: dns_msg, ans: dns_answer, a: addr);

	## Raised for a name server.
	global dns_NS_reply: event(c: connection, msg: dns_msg, ans: dns_answer, name: string);

	## Raised for the true name.
	global dns_CNAME_reply: event(c: connection, msg: dns_msg, ans: dns_answer, name: string);

	## Raised for the name of an address.
	global dns_PTR_reply: event(c: connection, msg: dns_msg, ans: dns_answer, name: string);

	## Raised for the data of a zone.
	global dns_SOA_reply: event(c: connection, msg: dns_msg, ans: dns_answer, soa: dns_soa);

	## Raised for well-known services.
	global dns_WKS_reply: event(c: connection, msg: dns_msg, ans: dns_answer);

	## Raised for the kind of a host.
	global dns_HINFO_reply: event(c: connection, msg: dns_msg, ans: dns_answer, cpu: string, os: string);

	## Raised for a mail server.
	global dns_MX_reply: event(c: connection, msg: dns_msg, ans: dns_answer, name: string, preference: count);

	## Raised for text.
	global dns_TXT_reply: event(c: connection, msg: dns_msg, ans: dns_answer, strs: string_vec);

	## Raised for an SPF record.
	global dns_SPF_reply: event(c: connection, msg: dns_msg, ans: dns_answer, strs: string_vec);

	## Raised for an authority that may issue certificates.
	global dns_CAA_reply: event(c: connection, msg: dns_msg, ans: dns_answer, flags: count, tag: string, value: string);

	## Raised for a server of a service.
	global dns_SRV_reply: event(c: connection, msg: dns_msg, ans: dns_answer, target: string, priority: count, weight: count, p: count);

	## Raised for a rule that rewrites names (RFC 3403).
	global dns_NAPTR_reply: event(c: connection, msg: dns_msg, ans: dns_answer, naptr: dns_naptr_rr);

	## Raised for a record of a type that is not known.
	global dns_unknown_reply: event(c: connection, msg: dns_msg, ans: dns_answer);

	## Raised for an EDNS record.
	global dns_EDNS_addl: event(c: connection, msg: dns_msg, ans: dns_edns_additional);

	## Raised for the network of a client in EDNS.
	global dns_EDNS_ecs: event(c: connection, msg: dns_msg, opt: dns_edns_ecs);

	## Raised for a timeout of TCP in EDNS.
	global dns_EDNS_tcp_keepalive: event(c: connection, msg: dns_msg, opt: dns_edns_tcp_keepalive);

	## Raised for a cookie in EDNS.
	global dns_EDNS_cookie: event(c: connection, msg: dns_msg, opt: dns_edns_cookie);

	## Raised for a key that is exchanged.
	global dns_TKEY: event(c: connection, msg: dns_msg, ans: dns_tkey);

	## Raised for the signature of a message.
	global dns_TSIG_addl: event(c: connection, msg: dns_msg, ans: dns_tsig_additional);

	## Raised for the signature of records.
	global dns_RRSIG: event(c: connection, msg: dns_msg, ans: dns_answer, rrsig: dns_rrsig_rr);

	## Raised for a key of a zone.
	global dns_DNSKEY: event(c: connection, msg: dns_msg, ans: dns_answer, dnskey: dns_dnskey_rr);

	## Raised for the next name there is.
	global dns_NSEC: event(c: connection, msg: dns_msg, ans: dns_answer, next_name: string, bitmaps: string_vec);

	## Raised for the next hash of a name there is.
	global dns_NSEC3: event(c: connection, msg: dns_msg, ans: dns_answer, nsec3: dns_nsec3_rr);

	## Raised for how such hashes are made.
	global dns_NSEC3PARAM: event(c: connection, msg: dns_msg, ans: dns_answer, nsec3param: dns_nsec3param_rr);

	## Raised for the key of a zone below.
	global dns_DS: event(c: connection, msg: dns_msg, ans: dns_answer, ds: dns_ds_rr);

	## Raised for the private record by which BIND signs.
	global dns_BINDS: event(c: connection, msg: dns_msg, ans: dns_answer, binds: dns_binds_rr);

	## Raised for the hash of an SSH key.
	global dns_SSHFP: event(c: connection, msg: dns_msg, ans: dns_answer, algo: count, fptype: count, fingerprint: string);

	## Raised for a place.
	global dns_LOC: event(c: connection, msg: dns_msg, ans: dns_answer, loc: dns_loc_rr);

	## Raised for how to reach a service.
	global dns_SVCB: event(c: connection, msg: dns_msg, ans: dns_answer, svcb: dns_svcb_rr);

	## Raised for how to reach a web server.
	global dns_HTTPS: event(c: connection, msg: dns_msg, ans: dns_answer, https: dns_svcb_rr);

	## Raised when a DNS message has been read.
	global dns_end: event(c: connection, msg: dns_msg);

	## Raised for each record that a dynamic update changes.
	global dns_dynamic_update: event(c: connection, msg: dns_msg, zname: string, zclass: count);

	## Raised for what a dynamic update asks to be so.
	global dns_dynamic_update_pre: event(c: connection, msg: dns_msg, ans: dns_answer);

	## Raised for what a dynamic update deletes.
	global dns_dynamic_update_del: event(c: connection, msg: dns_msg, ans: dns_answer);
}
