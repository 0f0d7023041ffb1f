##! MPLS labels.

module PacketAnalyzer::MPLS;

export {
	## What is behind the last label, which does not say so.
	const default_analyzer: PacketAnalyzer::Tag = PacketAnalyzer::ANALYZER_IP &redef;
}
