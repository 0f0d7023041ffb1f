##! What follows when an analyzer finds that a connection is of its protocol, or that it is not.

@load ./main

module DPD;

export {
	## Analyzers that stay with a connection whatever they complain of.
	option ignore_violations: set[Analyzer::Tag] = set();

	## How many bytes a connection may have carried for complaints to count; every complaint counts if it is zero.
	option ignore_violations_after = 10 * 1024;

	## Keeps a protocol in the list of a connection's services when it turns out to be another, and adds its name with a
	## minus in front.
	option track_removed_services_in_connection = F;
}

redef record connection += {
	## Analyzers that were confirmed and failed later.
	failed_analyzers: set[string] &default=set() &ordered;
};

event analyzer_confirmation_info(atype: AllAnalyzers::Tag, info: AnalyzerConfirmationInfo) &priority=10 {
	if ( info?$c && ! is_file_analyzer(atype) )
		add info$c$service[Analyzer::name(atype)];
}

# After the handlers of others, who may want to see what had been confirmed.
event analyzer_failed(ts: time, atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo) &priority=-5 {
	local name = Analyzer::name(atype);

	if ( ! info?$c || ! is_protocol_analyzer(atype) || name !in info$c$service )
		return;

	add info$c$failed_analyzers[name];

	if ( track_removed_services_in_connection )
		add info$c$service["-" + name];
	else
		delete info$c$service[name];
}

event analyzer_violation_info(atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo) &priority=5 {
	if ( ! info?$c || ! info?$aid || ! is_protocol_analyzer(atype) || atype in ignore_violations )
		return;

	local c = info$c;

	if ( ignore_violations_after > 0 && c$orig$size + c$resp$size > ignore_violations_after )
		return;

	# Where the connection has no such analyzer any more, nothing is left to be taken off, but the failure still counts.
	local gone = lookup_connection_analyzer_id(c$id, atype) == 0;

	if ( gone || disable_analyzer(c$id, info$aid, F) )
		event analyzer_failed(network_time(), atype, info);
}
