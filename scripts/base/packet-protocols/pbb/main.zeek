##! Provider backbone bridging (IEEE 802.1ah): Ethernet in Ethernet.

module PacketAnalyzer::PBB;

export {
	## What follows the service tag.
	const default_analyzer: PacketAnalyzer::Tag = PacketAnalyzer::ANALYZER_ETHERNET &redef;
}
