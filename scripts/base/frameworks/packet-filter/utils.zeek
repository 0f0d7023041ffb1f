##! Putting together filter expressions for libpcap.

module PacketFilter;

export {
	## An expression for packets from or to a port.
	global port_to_bpf: function(p: port): string;

	## Two expressions with an operator ("and" or "or") between them; an empty one counts as not there.
	global combine_filters: function(lfilter: string, op: string, rfilter: string): string;

	## An expression that lets only one of `num_parts` parts of the connections pass, numbered from 0.
	global sampling_filter: function(num_parts: count, this_part: count): string;
}

function port_to_bpf(p: port): string {
	return fmt("%s and port %d", get_port_transport_proto(p), p);
}

function combine_filters(lfilter: string, op: string, rfilter: string): string {
	if ( lfilter == "" || rfilter == "" )
		return lfilter + rfilter;

	return fmt("(%s) %s (%s)", lfilter, op, rfilter);
}

# What is left when the 16 bits at two places of a header are added and divided.
function share_of_connections(protocol: string, low: count, high: count, num_parts: count, this_part: count): string {
	local total = fmt("(%s[%d:2]+%s[%d:2])", protocol, low, protocol, high);
	return fmt("%s and (%s - (%d*(%s/%d)) == %d)", protocol, total, num_parts, total, num_parts, this_part);
}

function sampling_filter(num_parts: count, this_part: count): string {
	# The lower halves of IPv4 addresses, and the last bytes of IPv6 ones.
	return combine_filters(share_of_connections("ip", 14, 18, num_parts, this_part), "or",
	                       share_of_connections("ip6", 22, 38, num_parts, this_part));
}
