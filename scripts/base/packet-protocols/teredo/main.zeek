##! Teredo (RFC 4380): IPv6 in UDP through NAT.

module PacketAnalyzer::TEREDO;

@load base/bif/plugins/Zeek_Teredo.events.bif
@load base/bif/plugins/Zeek_Teredo.functions.bif
@load base/frameworks/analyzer/main

export {
	## What is inside of the tunnel.
	const default_analyzer: PacketAnalyzer::Tag = PacketAnalyzer::ANALYZER_IP &redef;

	## The UDP ports of Teredo's servers.
	const teredo_ports = { 3544/udp } &redef;
}

event zeek_init() &priority=20 {
	# Clients talk to relays on any port.
	PacketAnalyzer::register_protocol_detection(PacketAnalyzer::ANALYZER_UDP, PacketAnalyzer::ANALYZER_TEREDO);
	PacketAnalyzer::register_for_ports(PacketAnalyzer::ANALYZER_UDP, PacketAnalyzer::ANALYZER_TEREDO, teredo_ports);
}
