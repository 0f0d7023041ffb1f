##! Which hosts ask by Modbus, and which answer, once a day.

@load base/protocols/modbus

module Known;

export {
	redef enum Log::ID += { MODBUS_LOG };

	global log_policy_modbus: Log::PolicyHook;

	## What a host is.
	type ModbusDeviceType: enum {
		## It asks.
		MODBUS_MASTER,
		## It answers.
		MODBUS_SLAVE,
	};

	## A row of the log.
	type ModbusInfo: record {
		## When the host was seen.
		ts: time &log;
		## The host.
		host: addr &log;
		## What it is.
		device_type: ModbusDeviceType &log;
	};

	## Whom we know, for a day.
	global modbus_nodes: set[addr, ModbusDeviceType] &create_expire=1 day &redef;

	## Raised for each row.
	global log_known_modbus: event(rec: ModbusInfo);
}

event zeek_init() &priority=5 {
	Log::create_stream(Known::MODBUS_LOG, Log::Stream($columns=ModbusInfo, $ev=log_known_modbus, $path="known_modbus", $policy=log_policy_modbus));
}

function note(host: addr, what: ModbusDeviceType) {
	if ( [host, what] in modbus_nodes )
		return;

	add modbus_nodes[host, what];
	Log::write(Known::MODBUS_LOG, ModbusInfo($ts=network_time(), $host=host, $device_type=what));
}

event modbus_message(c: connection, headers: ModbusHeaders, is_orig: bool) {
	note(c$id$orig_h, MODBUS_MASTER);
	note(c$id$resp_h, MODBUS_SLAVE);
}
