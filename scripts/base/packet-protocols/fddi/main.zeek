##! FDDI: a header of fixed size with IP behind it.

module PacketAnalyzer::FDDI;

export {
	## What follows the header.
	const default_analyzer: PacketAnalyzer::Tag = PacketAnalyzer::ANALYZER_IP &redef;
}
