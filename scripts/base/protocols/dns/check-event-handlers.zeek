##! Warns of handlers for events that are not raised as long as additional records are passed over.

module DNS;

# Raised for additional records alone.
const additional_events = vector("dns_EDNS_tcp_keepalive", "dns_EDNS_cookie", "dns_EDNS_ecs", "dns_EDNS_addl", "dns_TSIG_addl");

event zeek_init() &priority=20 {
	if ( ! dns_skip_all_addl )
		return;

	# Whether anybody listens is known before the first packet comes.
	for ( _, name in additional_events )
		if ( is_event_handled(name) )
			Reporter::warning(fmt("Used event '%s' will not be raised because 'dns_skip_all_addl' is true", name));

	if ( is_event_handled("dns_TKEY") )
		Reporter::warning("Used event 'dns_TKEY' will not contain any data in 'ans' because 'dns_skip_all_addl' is true");
}
