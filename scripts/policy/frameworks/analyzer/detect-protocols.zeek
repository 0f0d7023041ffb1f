##! Notices about protocols on ports that are not theirs.

@load base/frameworks/notice
@load base/protocols/conn/removal-hooks
@load base/utils/conn-ids
@load base/utils/site

module ProtocolDetector;

export {
	redef enum Notice::Type += {
		## A connection is of a protocol that is not at home on its port.
		Protocol_Found,
		## A server was found that way; once for each server and protocol.
		Server_Found,
	};

	## Directions.
	type dir: enum {
		## None.
		NONE,
		## To a host of the site.
		INCOMING,
		## To a host elsewhere.
		OUTGOING,
		## Either.
		BOTH
	};

	## Protocols on hosts and ports that are expected in some directions. The host 0.0.0.0 is any.
	option valids: table[AllAnalyzers::Tag, addr, port] of dir = {};

	## Protocols whose servers make no notice.
	option suppress_servers: set[AllAnalyzers::Tag] = {};

	## A connection is of a protocol if its analyzer is still there after this time,
	option minimum_duration = 30 secs;

	## or after that many bytes, or at its end.
	option minimum_volume = 4e3;

	## How often connections are looked at.
	const check_interval = 5 secs;

	## To be called by who finds a protocol within another one.
	global found_protocol: function(c: connection, analyzer: AllAnalyzers::Tag, protocol: string);

	## Servers that made a notice, by host, port and protocol, and what was found within it.
	global servers: table[addr, port, string] of set[string] &read_expire=14 days;

	## Reports what is left at the end of a connection.
	global finalize_protocol_detection: Conn::RemovalHook;
}

# The protocols that a connection may be of, and those that were found within them.
global candidates: table[conn_id] of set[AllAnalyzers::Tag];
global inner_protocols: table[conn_id] of set[string];

function is_long_enough(c: connection): bool {
	return network_time() - c$start_time >= minimum_duration || c$orig$size + c$resp$size >= minimum_volume;
}

# Whether a protocol is expected here.
function is_expected(c: connection, atype: AllAnalyzers::Tag): bool {
	local expected = NONE;

	if ( [atype, c$id$resp_h, c$id$resp_p] in valids )
		expected = valids[atype, c$id$resp_h, c$id$resp_p];
	else if ( [atype, 0.0.0.0, c$id$resp_p] in valids )
		expected = valids[atype, 0.0.0.0, c$id$resp_p];

	if ( expected == NONE || expected == BOTH )
		return expected == BOTH;

	return (expected == INCOMING) == Site::is_local_addr(c$id$resp_h);
}

function report(c: connection, atype: AllAnalyzers::Tag) {
	if ( is_expected(c, atype) )
		return;

	local outer = Analyzer::name(atype);
	local inner = c$id in inner_protocols ? join_string_set(inner_protocols[c$id], "/") : "";
	local what = inner == "" ? outer : fmt("%s (via %s)", inner, outer);
	local host = c$id$resp_h;
	local p = c$id$resp_p;

	NOTICE(Notice::Info($note=Protocol_Found, $conn=c, $sub=what,
	                    $msg=fmt("%s %s on port %s", id_string(c$id), what, p)));

	local known = [host, p, outer] in servers;
	local nothing_new = known && (inner == "" || inner in servers[host, p, outer]);

	if ( nothing_new || atype in suppress_servers )
		return;

	NOTICE(Notice::Info($note=Server_Found, $conn=c, $src=host, $p=p, $sub=what,
	                    $msg=fmt("%s: %s server on port %s%s", host, what, p, known ? " (update)" : "")));

	if ( ! known )
		servers[host, p, outer] = set();

	add servers[host, p, outer][inner];
}

# Only where both sides have said something.
function report_all(c: connection) {
	if ( c$orig$size > 0 && c$resp$size > 0 )
		for ( atype in candidates[c$id] )
			report(c, atype);

	delete candidates[c$id];
	delete inner_protocols[c$id];
}

event ProtocolDetector::check_connection(c: connection) {
	if ( c$id !in candidates )
		return;

	if ( is_long_enough(c) ) {
		report_all(c);
		return;
	}

	local left = minimum_duration - (network_time() - c$start_time);
	schedule min_interval(left, check_interval) { ProtocolDetector::check_connection(c) };
}

hook finalize_protocol_detection(c: connection) {
	if ( c$id in candidates )
		report_all(c);

	delete inner_protocols[c$id];
}

event analyzer_confirmation_info(atype: AllAnalyzers::Tag, info: AnalyzerConfirmationInfo) {
	if ( ! info?$c || ! is_protocol_analyzer(atype) )
		return;

	local c = info$c;

	if ( c$id$resp_p in Analyzer::registered_ports(atype) )
		return;

	if ( c$id in candidates ) {
		add candidates[c$id][atype];
		return;
	}

	candidates[c$id] = set(atype);
	Conn::register_removal_hook(c, finalize_protocol_detection);
	schedule min_interval(minimum_duration, check_interval) { ProtocolDetector::check_connection(c) };
}

event analyzer_failed(ts: time, atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo) {
	if ( ! info?$c || ! is_protocol_analyzer(atype) )
		return;

	# Later failures come too late.
	if ( info$c$id in candidates && ! is_long_enough(info$c) )
		delete candidates[info$c$id][atype];
}

function found_protocol(c: connection, analyzer: AllAnalyzers::Tag, protocol: string) {
	if ( c$id$resp_p in Analyzer::registered_ports(analyzer) )
		return;

	if ( c$id in inner_protocols )
		add inner_protocols[c$id][protocol];
	else
		inner_protocols[c$id] = set(protocol);

	Conn::register_removal_hook(c, finalize_protocol_detection);
}
