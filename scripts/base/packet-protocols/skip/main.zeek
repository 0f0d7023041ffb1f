##! Passing over a header that no analyzer knows.

module PacketAnalyzer::SKIP;

export {
	## What follows the header.
	const default_analyzer: PacketAnalyzer::Tag = PacketAnalyzer::ANALYZER_IP &redef;

	## The length of the header.
	const skip_bytes: count = 0 &redef;
}
