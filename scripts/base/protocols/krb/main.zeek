##! What is logged of Kerberos. There is no analyzer of it yet: records and log are here for the scripts that add to them.

@load base/frameworks/logging
@load base/protocols/conn/removal-hooks

module KRB;

export {
	redef enum Log::ID += { LOG };

	## Where key distribution centers listen.
	const tcp_ports = { 88/tcp } &redef;
	const udp_ports = { 88/udp } &redef;

	global log_policy: Log::PolicyHook;

	## A row of the log: what a client asked a key distribution center or a service for.
	type Info: record {
		## When it asked.
		ts: time &log;
		## The connection.
		uid: string &log;
		## Its addresses and ports.
		id: conn_id &log;
		## "AS", "TGS" or "AP".
		request_type: string &log &optional;
		## Who asked.
		client: string &log &optional;
		## For which service.
		service: string &log &optional;
		## Whether it was granted.
		success: bool &log &optional;
		## The number of the error.
		error_code: count &optional;
		## The error in words.
		error_msg: string &log &optional;
		## From when the ticket is valid.
		from: time &log &optional;
		## Until when.
		till: time &log &optional;
		## How the ticket is encrypted.
		cipher: string &log &optional;
		## Whether it may be handed on.
		forwardable: bool &log &optional;
		## Whether it may be renewed.
		renewable: bool &log &optional;
		## Whether this row was written.
		logged: bool &default=F;
	};

	## Errors that belong to a login that succeeds.
	option ignored_errors: set[string] = {
		"NEEDED_PREAUTH",
		"Need to use PA-ENC-TIMESTAMP/PA-PK-AS-REQ",
	};

	## Raised for each row.
	global log_krb: event(rec: Info);

	## Called at the end of a connection.
	global finalize_krb: Conn::RemovalHook;
}

redef record connection += {
	krb: Info &optional;
};

event zeek_init() &priority=5 {
	Log::create_stream(KRB::LOG, Log::Stream($columns=Info, $ev=log_krb, $path="kerberos", $policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_KRB, udp_ports);
	Analyzer::register_for_ports(Analyzer::ANALYZER_KRB_TCP, tcp_ports);
}
