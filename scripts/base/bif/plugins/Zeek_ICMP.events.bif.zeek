##! Events of ICMP.

export {
	## Raised for ICMP messages that have no event of their own.
	global icmp_sent: event(c: connection, info: icmp_info);

	## The same with the payload.
	global icmp_sent_payload: event(c: connection, info: icmp_info, payload: string);

	## Raised for an echo request.
	global icmp_echo_request: event(c: connection, info: icmp_info, id: count, seq: count, payload: string);

	## Raised for an echo reply.
	global icmp_echo_reply: event(c: connection, info: icmp_info, id: count, seq: count, payload: string);

	## Raised for ICMPv6 errors that have no event of their own.
	global icmp_error_message: event(c: connection, info: icmp_info, code: count, context: icmp_context);

	## Raised when a destination cannot be reached.
	global icmp_unreachable: event(c: connection, info: icmp_info, code: count, context: icmp_context);

	## Raised when a packet is too large for a link.
	global icmp_packet_too_big: event(c: connection, info: icmp_info, code: count, context: icmp_context);

	## Raised when a packet has been under way for too long.
	global icmp_time_exceeded: event(c: connection, info: icmp_info, code: count, context: icmp_context);

	## Raised when a header is wrong.
	global icmp_parameter_problem: event(c: connection, info: icmp_info, code: count, context: icmp_context);

	## Raised when a host asks for routers.
	global icmp_router_solicitation: event(c: connection, info: icmp_info, options: icmp6_nd_options);

	## Raised when a router says that it is there.
	global icmp_router_advertisement: event(c: connection, info: icmp_info, cur_hop_limit: count, managed: bool, other: bool, home_agent: bool, pref: count, proxy: bool, rsv: count, router_lifetime: interval, reachable_time: interval, retrans_timer: interval, options: icmp6_nd_options);

	## Raised when a host asks for another's link address.
	global icmp_neighbor_solicitation: event(c: connection, info: icmp_info, tgt: addr, options: icmp6_nd_options);

	## Raised when a host tells its link address.
	global icmp_neighbor_advertisement: event(c: connection, info: icmp_info, router: bool, solicited: bool, override: bool, tgt: addr, options: icmp6_nd_options);

	## Raised when a router says which is better.
	global icmp_redirect: event(c: connection, info: icmp_info, tgt: addr, dest: addr, options: icmp6_nd_options);
}
