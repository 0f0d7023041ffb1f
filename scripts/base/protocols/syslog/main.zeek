##! The log of Syslog: a row for each message.

@load base/frameworks/logging
@load ./consts

module Syslog;

export {
	redef enum Log::ID += { LOG };

	## Where servers are.
	const ports = { 514/udp } &redef;

	global log_policy: Log::PolicyHook;

	## A row of the log.
	type Info: record {
		## When the message was seen.
		ts: time &log;
		## The connection.
		uid: string &log;
		## Its addresses and ports.
		id: conn_id &log;
		## The transport protocol.
		proto: transport_proto &log;
		## Where the message comes from.
		facility: string &log;
		## How bad it is.
		severity: string &log;
		## The text.
		message: string &log;
	};
}

redef record connection += {
	## The last message.
	syslog: Info &optional;
};

event zeek_init() &priority=5 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $path="syslog", $policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_SYSLOG, ports);
}

event syslog_message(c: connection, facility: count, severity: count, msg: string) &priority=5 {
	c$syslog = Info($ts=network_time(), $uid=c$uid, $id=c$id, $proto=get_port_transport_proto(c$id$resp_p),
	                $facility=facility_codes[facility], $severity=severity_codes[severity], $message=msg);
}

event syslog_message(c: connection, facility: count, severity: count, msg: string) &priority=-5 {
	Log::write(LOG, c$syslog);
}
