##! Switching analyzers on and off, and telling them on which ports their protocol is to be expected. Where no port says so,
##! protocols are found by signatures.

@load base/frameworks/packet-filter/utils

module Analyzer;

export {
	## Disables every protocol analyzer at the start, except those in `Analyzer::requested_analyzers`.
	global disable_all = F &redef;

	## Enables an analyzer of any kind.
	global enable_analyzer: function(tag: AllAnalyzers::Tag): bool;

	## Disables an analyzer of any kind for what comes from now on.
	global disable_analyzer: function(tag: AllAnalyzers::Tag): bool;

	## Makes connections to some ports start with an analyzer. The ports of servers are also taken as a sign of which side is
	## the server, the others are not.
	global register_for_ports: function(tag: Analyzer::Tag, server_ports: set[port], non_server_ports: set[port] &default=set()): bool;

	## Makes connections to one port start with an analyzer.
	global register_for_port: function(tag: Analyzer::Tag, p: port): bool;

	## The ports of an analyzer.
	global registered_ports: function(tag: AllAnalyzers::Tag): set[port];

	## The ports of all analyzers.
	global all_registered_ports: function(): table[AllAnalyzers::Tag] of set[port];

	## The name of an analyzer, as logs have it.
	global name: function(tag: Analyzer::Tag): string;

	## What an analyzer analyzes: "protocol", "packet" or "file".
	global kind: function(tag: Analyzer::Tag): string;

	## Whether there is an analyzer of that name.
	global has_tag: function(name: string): bool;

	## The analyzer of that name, which must exist.
	global get_tag: function(name: string): Analyzer::Tag;

	## Makes a connection that is yet to come start with an analyzer. `orig` may be unspecified (0.0.0.0). It is forgotten
	## after `tout`.
	global schedule_analyzer: function(orig: addr, resp: addr, resp_p: port, analyzer: Analyzer::Tag, tout: interval): bool;

	## A filter expression for the ports of an analyzer, empty if it has none.
	global analyzer_to_bpf: function(tag: Analyzer::Tag): string;

	## A filter expression for the ports of all analyzers.
	global get_bpf: function(): string;

	## Analyzers that are disabled at the start.
	global disabled_analyzers: set[AllAnalyzers::Tag] = {
		ANALYZER_TCPSTATS,
	} &redef;

	## The ports of each analyzer. Do not change it, call `Analyzer::register_for_ports`.
	global ports: table[AllAnalyzers::Tag] of set[port];

	## Analyzers that are enabled at the start, whatever else is said.
	global requested_analyzers: set[AllAnalyzers::Tag] = {} &redef;

	## Raised when an analyzer was taken from its connection because the data is not of its protocol.
	global analyzer_failed: event(ts: time, atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo);
}

@load base/bif/analyzer.bif
@load base/bif/file_analysis.bif
@load base/bif/packet_analysis.bif

function enable_analyzer(tag: AllAnalyzers::Tag): bool {
	if ( is_protocol_analyzer(tag) )
		return __enable_analyzer(tag);

	return is_file_analyzer(tag) ? Files::__enable_analyzer(tag) : PacketAnalyzer::__enable_analyzer(tag);
}

function disable_analyzer(tag: AllAnalyzers::Tag): bool {
	if ( is_protocol_analyzer(tag) )
		return __disable_analyzer(tag);

	return is_file_analyzer(tag) ? Files::__disable_analyzer(tag) : PacketAnalyzer::__disable_analyzer(tag);
}

function register_for_port(tag: Analyzer::Tag, p: port): bool {
	local known = __register_for_port(tag, p);

	if ( known ) {
		if ( tag !in ports )
			ports[tag] = set(p);
		else
			add ports[tag][p];
	}

	return known;
}

function register_for_ports(tag: Analyzer::Tag, server_ports: set[port], non_server_ports: set[port] &default=set()): bool {
	local all_known = T;

	for ( p in server_ports | non_server_ports )
		all_known = register_for_port(tag, p) && all_known;

	for ( p in server_ports )
		add likely_server_ports[p];

	return all_known;
}

function registered_ports(tag: AllAnalyzers::Tag): set[port] {
	if ( tag !in ports )
		return set();

	return ports[tag];
}

function all_registered_ports(): table[AllAnalyzers::Tag] of set[port] {
	return ports;
}

function name(tag: AllAnalyzers::Tag): string {
	return __name(tag);
}

function kind(tag: AllAnalyzers::Tag): string {
	if ( is_packet_analyzer(tag) )
		return "packet";

	if ( is_file_analyzer(tag) )
		return "file";

	if ( ! is_protocol_analyzer(tag) ) {
		Reporter::warning(fmt("no kind of analyzer has the tag %s", tag));
		return "unknown";
	}

	return "protocol";
}

function has_tag(name: string): bool {
	return __has_tag(name);
}

function get_tag(name: string): AllAnalyzers::Tag {
	return __tag(name);
}

function schedule_analyzer(orig: addr, resp: addr, resp_p: port, analyzer: Analyzer::Tag, tout: interval): bool {
	return __schedule_analyzer(orig, resp, resp_p, analyzer, tout);
}

function analyzer_to_bpf(tag: Analyzer::Tag): string {
	local expression = "";

	for ( p in registered_ports(tag) )
		expression = PacketFilter::combine_filters(expression, "or", PacketFilter::port_to_bpf(p));

	return expression;
}

function get_bpf(): string {
	local expression = "";

	for ( tag, _ in ports )
		expression = PacketFilter::combine_filters(expression, "or", analyzer_to_bpf(tag));

	return expression;
}

event zeek_init() &priority=5 {
	if ( disable_all )
		__disable_all_analyzers();

	for ( tag in disabled_analyzers )
		disable_analyzer(tag);
}

event zeek_init() &priority=-5 {
	for ( tag in requested_analyzers )
		enable_analyzer(tag);
}
