##! GTPv1 (3GPP TS 29.060): the traffic of mobile devices, in UDP.

module PacketAnalyzer::GTPV1;

@load base/bif/plugins/Zeek_GTPv1.events.bif
@load base/bif/plugins/Zeek_GTPv1.functions.bif
@load base/frameworks/analyzer/main

export {
	## What is inside of the tunnel.
	const default_analyzer: PacketAnalyzer::Tag = PacketAnalyzer::ANALYZER_IP &redef;

	## The UDP ports of GTP: user data and control.
	const gtpv1_ports = { 2152/udp, 2123/udp } &redef;
}

event zeek_init() &priority=20 {
	PacketAnalyzer::register_for_ports(PacketAnalyzer::ANALYZER_UDP, PacketAnalyzer::ANALYZER_GTPV1, gtpv1_ports);
}
