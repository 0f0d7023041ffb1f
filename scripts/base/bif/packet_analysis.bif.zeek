##! Registering packet analyzers with one another.

module PacketAnalyzer;

export {
	## Has an analyzer look at what follows another one's header with that number.
	global register_packet_analyzer: function(parent: PacketAnalyzer::Tag, identifier: count, child: PacketAnalyzer::Tag): bool;

	## The same by names; F if there are no such analyzers.
	global try_register_packet_analyzer_by_name: function(parent: string, identifier: count, child: string): bool;

	## Tells networks whose packets may have wrong checksums.
	global __set_ignore_checksums_nets: function(v: subnet_set): bool;

	## Has an analyzer asked whether it knows what follows another one's header.
	global register_protocol_detection: function(parent: PacketAnalyzer::Tag, child: PacketAnalyzer::Tag): bool;

	## See `Analyzer::disable_analyzer`.
	global __disable_analyzer: function(id: PacketAnalyzer::Tag): bool;

	## See `Analyzer::enable_analyzer`.
	global __enable_analyzer: function(id: PacketAnalyzer::Tag): bool;
}
