##! IP in IP, and what GRE carries.

module PacketAnalyzer::IPTUNNEL;

export {
	## What is inside of the tunnel.
	const default_analyzer: PacketAnalyzer::Tag = PacketAnalyzer::ANALYZER_IP &redef;
}

# Access points of Aruba send wireless frames in GRE, with types from 0x8200 in steps of 16.
const ARUBA_FIRST = 0x8200;
const ARUBA_LAST = 0x8370;

event zeek_init() &priority=20 {
	local kind = ARUBA_FIRST;
	while ( kind <= ARUBA_LAST ) {
		PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_IPTUNNEL, kind, PacketAnalyzer::ANALYZER_IEEE802_11);
		kind += 0x10;
	}
}
