##! Logs what analyzers say: that data is of their protocol, that it is not, and that they are taken off.

@load base/frameworks/analyzer
@load base/frameworks/config
@load base/frameworks/logging

module Analyzer::DebugLogging;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## A row of the log.
	type Info: record {
		## When it was said.
		ts: time &log;
		## "confirmation", "violation" or "disabled".
		cause: string &log;
		## "protocol", "packet" or "file".
		analyzer_kind: string &log;
		## The name of the analyzer.
		analyzer_name: string &log;
		## The connection, if there is one.
		uid: string &log &optional;
		## The file, if there is one.
		fuid: string &log &optional;
		## Addresses and ports of the connection.
		id: conn_id &log &optional;
		## What was wrong.
		failure_reason: string &log &optional;
		## Some of the data that was wrong.
		failure_data: string &log &optional;
	};

	## Whether anything is logged.
	option enable = T;

	## Whether confirmations are.
	option include_confirmations = T;

	## Whether it is when an analyzer is taken off.
	option include_disabling = T;

	## How many bytes of data are logged, all of them if zero.
	option failure_data_max_size = 40;

	## Analyzers that are passed over.
	option ignore_analyzers: set[AllAnalyzers::Tag] = set();
}

# Each of these takes over a new value of an option.

function switch_stream(id: string, on: bool): bool {
	if ( on )
		Log::enable_stream(LOG);
	else
		Log::disable_stream(LOG);

	return on;
}

# The groups are named like the options.
function switch_group(id: string, on: bool): bool {
	if ( on )
		enable_event_group(id);
	else
		disable_event_group(id);

	return on;
}

event zeek_init() &priority=5 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $path="analyzer_debug", $policy=log_policy,
	                                    $event_groups=set("Analyzer::DebugLogging")));

	Option::set_change_handler("Analyzer::DebugLogging::enable", switch_stream);
	Option::set_change_handler("Analyzer::DebugLogging::include_confirmations", switch_group);
	Option::set_change_handler("Analyzer::DebugLogging::include_disabling", switch_group);

	switch_stream("Analyzer::DebugLogging::enable", enable);
	switch_group("Analyzer::DebugLogging::include_confirmations", include_confirmations);
	switch_group("Analyzer::DebugLogging::include_disabling", include_disabling);
}

function new_row(cause: string, atype: AllAnalyzers::Tag): Info {
	return Info($ts=network_time(), $cause=cause, $analyzer_kind=Analyzer::kind(atype), $analyzer_name=Analyzer::name(atype));
}

function add_conn(row: Info, c: connection) {
	row$uid = c$uid;
	row$id = c$id;
}

# With the connection that the file came over, if it is a single one.
function add_file(row: Info, f: fa_file) {
	row$fuid = f$id;

	if ( ! row?$uid && f?$conns && |f$conns| == 1 )
		for ( _, c in f$conns )
			add_conn(row, c);
}

event analyzer_confirmation_info(atype: AllAnalyzers::Tag, info: AnalyzerConfirmationInfo)
	&group="Analyzer::DebugLogging::include_confirmations" {
	if ( atype in ignore_analyzers )
		return;

	local row = new_row("confirmation", atype);

	if ( info?$c )
		add_conn(row, info$c);

	if ( info?$f )
		add_file(row, info$f);

	Log::write(LOG, row);
}

event analyzer_violation_info(atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo) &priority=6 {
	if ( atype in ignore_analyzers )
		return;

	local row = new_row("violation", atype);
	row$failure_reason = info$reason;

	if ( info?$c )
		add_conn(row, info$c);

	if ( info?$f )
		add_file(row, info$f);

	if ( info?$data )
		row$failure_data = failure_data_max_size == 0 ? info$data : info$data[:failure_data_max_size];

	Log::write(LOG, row);
}

# After all hooks that may keep it on.
hook Analyzer::disabling_analyzer(c: connection, atype: AllAnalyzers::Tag, aid: count) &priority=-1000
	&group="Analyzer::DebugLogging::include_disabling" {
	if ( atype in ignore_analyzers )
		return;

	local row = new_row("disabled", atype);
	add_conn(row, c);
	Log::write(LOG, row);
}
