##! Logs with failures of analyzers the beginning of the packet in which they failed.

@load base/frameworks/analyzer/logging

module Analyzer::Logging;

export {
	redef record connection += {
		## The beginning of that packet.
		packet_segment: string &optional &log;
	};

	redef record Analyzer::Logging::Info += {
		## The beginning of the packet.
		packet_segment: string &optional &log;
	};

	## How many bytes of it.
	option packet_segment_size: int = 255;
}

# Before the failure is logged, and while the packet is still there.
event analyzer_violation_info(atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo) &priority=4 {
	if ( info?$c && info?$aid && ! is_file_analyzer(atype) )
		info$c$packet_segment = fmt("%s", get_current_packet()$data[:packet_segment_size]);
}

hook Analyzer::Logging::log_policy(rec: Analyzer::Logging::Info, id: Log::ID, filter: Log::Filter) {
	if ( id != Analyzer::Logging::LOG || ! rec?$id || ! connection_exists(rec$id) )
		return;

	local c = lookup_connection(rec$id);

	if ( c?$packet_segment )
		rec$packet_segment = c$packet_segment;
}
