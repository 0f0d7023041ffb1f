##! VXLAN (RFC 7348): Ethernet in UDP.

module PacketAnalyzer::VXLAN;

export {
	## What follows the header; nothing in it tells.
	const default_analyzer: PacketAnalyzer::Tag = PacketAnalyzer::ANALYZER_ETHERNET &redef;

	## The UDP ports of VXLAN.
	const vxlan_ports: set[port] = { 4789/udp } &redef;
}

event zeek_init() &priority=20 {
	PacketAnalyzer::register_for_ports(PacketAnalyzer::ANALYZER_UDP, PacketAnalyzer::ANALYZER_VXLAN, vxlan_ports);
}
