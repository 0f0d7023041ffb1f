##! Packet analyzers: each looks at one header and hands on what is behind it, by a number in the header.

module PacketAnalyzer;

@load base/frameworks/analyzer/main

export {
	## Registers an analyzer below another one for some ports. The ports of servers are also taken as a sign of which side is
	## the server, the others are not.
	global register_for_ports: function(parent: PacketAnalyzer::Tag, child: PacketAnalyzer::Tag, server_ports: set[port],
	                                    non_server_ports: set[port] &default=set()): bool;

	## Registers an analyzer below another one for one port.
	global register_for_port: function(parent: PacketAnalyzer::Tag, child: PacketAnalyzer::Tag, p: port): bool;

	## How many analyzers may follow one another in a packet, 0 for any number. Where there are more, it is the weird
	## max_packet_analyzer_depth_exceeded.
	const max_depth: count = 25 &redef;
}

function register_for_port(parent: PacketAnalyzer::Tag, child: PacketAnalyzer::Tag, p: port): bool {
	register_packet_analyzer(parent, port_to_count(p), child);

	if ( child in Analyzer::ports )
		add Analyzer::ports[child][p];
	else
		Analyzer::ports[child] = set(p);

	return T;
}

function register_for_ports(parent: PacketAnalyzer::Tag, child: PacketAnalyzer::Tag, server_ports: set[port],
                            non_server_ports: set[port] &default=set()): bool {
	local all_known = T;

	for ( p in server_ports | non_server_ports )
		all_known = register_for_port(parent, child, p) && all_known;

	for ( p in server_ports )
		add likely_server_ports[p];

	return all_known;
}
