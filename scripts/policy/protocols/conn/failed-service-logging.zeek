##! Logs the protocols that connections seemed to be of, until an analyzer found that they are not.

@load base/frameworks/analyzer/dpd
@load base/protocols/conn

module Conn;

redef record Conn::Info += {
	## Those protocols.
	failed_service: set[string] &log &optional &ordered;
};

event analyzer_failed(ts: time, atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo) {
	if ( ! info?$c || is_file_analyzer(atype) )
		return;

	local c = info$c;
	local name = Analyzer::name(atype);

	# Only what had been confirmed, and the first failure.
	if ( name !in c$service || name in c$failed_analyzers )
		return;

	if ( ! c$conn?$failed_service )
		c$conn$failed_service = set();

	add c$conn$failed_service[to_lower(name)];
}
