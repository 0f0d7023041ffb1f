##! AYIYA: IPv6 (or IPv4) in UDP, to brokers of tunnels.

module PacketAnalyzer::AYIYA;

@load base/frameworks/analyzer/main

const IPPROTO_IPV4 = 4;
const IPPROTO_IPV6 = 41;

export {
	## The UDP ports of AYIYA.
	const ayiya_ports = { 5072/udp } &redef;
}

event zeek_init() &priority=20 {
	PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_AYIYA, IPPROTO_IPV4, PacketAnalyzer::ANALYZER_IP);
	PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_AYIYA, IPPROTO_IPV6, PacketAnalyzer::ANALYZER_IP);

	# It is also recognized on other ports.
	PacketAnalyzer::register_protocol_detection(PacketAnalyzer::ANALYZER_UDP, PacketAnalyzer::ANALYZER_AYIYA);
	PacketAnalyzer::register_for_ports(PacketAnalyzer::ANALYZER_UDP, PacketAnalyzer::ANALYZER_AYIYA, ayiya_ports);
}
