##! Logs protocols that no packet analyzer knows, and some of what they carry.

@load base/frameworks/logging
@load base/frameworks/notice

module UnknownProtocol;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## A row of the log.
	type Info: record {
		## When it was seen.
		ts: time &log;
		## The analyzer that should have handed on what follows.
		analyzer: string &log;
		## The number of the protocol that it found, hexadecimal.
		protocol_id: string &log;
		## That number.
		protocol_id_num: count;
		## The first bytes, hexadecimal.
		first_bytes: string &log;
		## The analyzers that looked at the packet.
		analyzer_history: vector of string &log;
	};
}

event zeek_init() &priority=5 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $path="unknown_protocols", $policy=log_policy));
}

event unknown_protocol(analyzer_name: string, protocol: count, first_bytes: string, analyzer_history: string_vec) {
	Log::write(LOG, Info($ts=network_time(), $analyzer=analyzer_name, $protocol_id=fmt("0x%x", protocol),
	                     $protocol_id_num=protocol, $first_bytes=bytestring_to_hexstr(first_bytes),
	                     $analyzer_history=analyzer_history));
}
