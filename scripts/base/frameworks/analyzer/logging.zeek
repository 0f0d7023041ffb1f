##! The log of failures: data that is not of the protocol or format of the analyzer that has it.

@load base/frameworks/logging
@load ./main

module Analyzer::Logging;

export {
	redef enum Log::ID += { LOG };

	## A row of the log.
	type Info: record {
		## When it failed.
		ts: time &log;
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
		## Its transport protocol.
		proto: transport_proto &log &optional;
		## What was wrong.
		failure_reason: string &log;
		## Some of the data that was wrong.
		failure_data: string &log &optional;
	};

	## How many bytes of the data are logged, all of them if zero.
	option failure_data_max_size = 40;

	## Raised for each row.
	global log_analyzer: event(rec: Info);

	global log_policy: Log::PolicyHook;
}

event zeek_init() &priority=5 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $path="analyzer", $ev=log_analyzer, $policy=log_policy));
}

function log_failure(ts: time, atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo) {
	local row = Info($ts=ts, $analyzer_kind=Analyzer::kind(atype), $analyzer_name=Analyzer::name(atype),
	                 $failure_reason=info$reason);

	if ( info?$f ) {
		row$fuid = info$f$id;

		# A file that came over a single connection tells what that was.
		if ( ! info?$c && info$f?$conns && |info$f$conns| == 1 )
			for ( _, over in info$f$conns ) {
				row$uid = over$uid;
				row$id = over$id;
			}
	}

	if ( info?$c ) {
		row$uid = info$c$uid;
		row$id = info$c$id;
		row$proto = get_port_transport_proto(info$c$id$orig_p);
	}

	if ( info?$data )
		row$failure_data = failure_data_max_size > 0 ? info$data[:failure_data_max_size] : info$data;

	Log::write(LOG, row);
}

# Protocols: only what had been confirmed, and only once.
event analyzer_failed(ts: time, atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo) {
	local name = Analyzer::name(atype);

	if ( info?$c && is_protocol_analyzer(atype) && name in info$c$service && name !in info$c$failed_analyzers )
		log_failure(ts, atype, info);
}

# Packets and files: every complaint.
event analyzer_violation_info(atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo) {
	if ( ! is_protocol_analyzer(atype) )
		log_failure(network_time(), atype, info);
}
