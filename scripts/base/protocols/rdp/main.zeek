##! What is logged of RDP. There is no analyzer of it yet: records and log are here for the scripts that add to them.

@load base/frameworks/logging
@load base/protocols/conn/removal-hooks

module RDP;

export {
	redef enum Log::ID += { LOG };

	## Where servers listen.
	const rdp_ports = { 3389/tcp } &redef;
	const rdpeudp_ports = { 3389/udp } &redef;

	global log_policy: Log::PolicyHook;

	## A row of the log: a session.
	type Info: record {
		## When it began.
		ts: time &log;
		## The connection.
		uid: string &log;
		## Its addresses and ports.
		id: conn_id &log;
		## The cookie of the client: often the name of the user, cut short.
		cookie: string &log &optional;
		## How the negotiation ended.
		result: string &log &optional;
		## What protects the session.
		security_protocol: string &log &optional;
		## Channels that the client asks for.
		client_channels: vector of string &log &optional;
		## The layout of the client's keyboard.
		keyboard_layout: string &log &optional;
		## The version of the client.
		client_build: string &log &optional;
		## The client's name.
		client_name: string &log &optional;
		## The number of its product.
		client_dig_product_id: string &log &optional;
		## The size of its desktop, in pixels.
		desktop_width: count &log &optional;
		desktop_height: count &log &optional;
		## The colors that it asks for.
		requested_color_depth: string &log &optional;
		## What kind of certificate the server has.
		cert_type: string &log &optional;
		## How many there are.
		cert_count: count &log &default=0;
		## Whether it is meant to last.
		cert_permanent: bool &log &optional;
		## How strong, and by what, RDP itself encrypts.
		encryption_level: string &log &optional;
		encryption_method: string &log &optional;
		## The analyzer, to switch it off.
		analyzer_id: count &optional;
		## Whether this row was written.
		done: bool &default=F;
	};

	## Whether a session is left alone once its row was written.
	option disable_analyzer_after_detection = F;

	## How long a row waits for what else there is to know.
	option rdp_check_interval = 10 sec;

	## Raised for each row.
	global log_rdp: event(rec: Info);

	## Called at the end of a connection.
	global finalize_rdp: Conn::RemovalHook;
}

redef record connection += {
	rdp: Info &optional;
};

event zeek_init() &priority=5 {
	Log::create_stream(RDP::LOG, Log::Stream($columns=Info, $ev=log_rdp, $path="rdp", $policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_RDP, rdp_ports);
	Analyzer::register_for_ports(Analyzer::ANALYZER_RDPEUDP, rdpeudp_ports);
}
