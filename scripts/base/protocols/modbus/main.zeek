##! What is logged of Modbus. There is no analyzer of it yet: records and log are here for the scripts that add to them.

@load base/frameworks/logging

module Modbus;

export {
	redef enum Log::ID += { LOG };

	## Where devices listen.
	const ports = { 502/tcp } &redef;

	global log_policy: Log::PolicyHook;

	## A row of the log: a request or an answer.
	type Info: record {
		## When it was sent.
		ts: time &log;
		## The connection.
		uid: string &log;
		## Its addresses and ports.
		id: conn_id &log;
		## The number that ties a request and its answer together.
		tid: count &log &optional;
		## The device behind the gateway.
		unit: count &log &optional;
		## What is asked for.
		func: string &log &optional;
		## "REQ" or "RESP".
		pdu_type: string &log &optional;
		## Why the device refused.
		exception: string &log &optional;
	};

	## Raised for each row.
	global log_modbus: event(rec: Info);
}

redef record connection += {
	modbus: Info &optional;
};

event zeek_init() &priority=5 {
	Log::create_stream(Modbus::LOG, Log::Stream($columns=Info, $ev=log_modbus, $path="modbus", $policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_MODBUS, ports);
}
