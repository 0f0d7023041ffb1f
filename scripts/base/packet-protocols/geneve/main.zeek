##! Geneve (RFC 8926): a tunnel in UDP with options.

module PacketAnalyzer::Geneve;

export {
	## The UDP ports of Geneve.
	const geneve_ports: set[port] = { 6081/udp } &redef;

	## One option of a header.
	type Option: record {
		## Who defined it: the namespace of the type.
		class: count;
		## Whether an end point that does not know the option must drop the packet.
		critical: bool;
		## The type within the class, without the critical bit.
		typ: count;
		## What it says.
		data: string;
	};
}

event zeek_init() &priority=20 {
	# 0x6558, "transparent Ethernet bridging", is the usual content; the others are seen as well.
	PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_GENEVE, 0x6558, PacketAnalyzer::ANALYZER_ETHERNET);
	PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_GENEVE, 0x0800, PacketAnalyzer::ANALYZER_IP);
	PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_GENEVE, 0x0806, PacketAnalyzer::ANALYZER_ARP);
	PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_GENEVE, 0x86DD, PacketAnalyzer::ANALYZER_IP);

	PacketAnalyzer::register_for_ports(PacketAnalyzer::ANALYZER_UDP, PacketAnalyzer::ANALYZER_GENEVE, geneve_ports);
}

module GLOBAL;

## The options of one header.
type geneve_options_vec: vector of PacketAnalyzer::Geneve::Option;

## The options of tunnels in tunnels, outermost first.
type geneve_options_vec_vec: vector of geneve_options_vec;
