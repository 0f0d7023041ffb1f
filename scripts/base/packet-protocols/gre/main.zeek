##! GRE, over IP and in UDP.

module PacketAnalyzer::GRE;

export {
	## What a GRE header is followed by.
	const default_analyzer: PacketAnalyzer::Tag = PacketAnalyzer::ANALYZER_IPTUNNEL &redef;

	## The UDP ports of GRE.
	const gre_ports = { 4754/udp } &redef;
}

event zeek_init() &priority=20 {
	PacketAnalyzer::register_for_ports(PacketAnalyzer::ANALYZER_UDP, PacketAnalyzer::ANALYZER_GRE, gre_ports);
}
