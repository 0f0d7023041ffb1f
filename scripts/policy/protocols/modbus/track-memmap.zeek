##! What holding registers of Modbus devices contain, and when that changes.

@load base/protocols/modbus
@load base/utils/directions-and-hosts

module Modbus;

export {
	redef enum Log::ID += { Modbus::REGISTER_CHANGE_LOG };

	global log_policy_register_change: Log::PolicyHook;

	## Whose registers are followed.
	option track_memmap: Host = ALL_HOSTS;

	## How many devices are followed.
	const max_tracked_devices = 10000 &redef;

	## A row of the log.
	type MemmapInfo: record {
		## When the change was seen.
		ts: time &log;
		## The connection.
		uid: string &log;
		## Its addresses and ports.
		id: conn_id &log;
		## The register.
		register: count &log;
		## What it had.
		old_val: count &log;
		## What it has.
		new_val: count &log;
		## Since when it had the old value, as far as seen.
		delta: interval &log;
	};

	## What a register has.
	type RegisterValue: record {
		last_set: time;
		value: count;
	};

	## The registers of a device.
	type Registers: table[count] of RegisterValue;

	## The devices.
	global device_registers: table[addr] of Registers;

	## Raised for each change.
	global changed_register: event(c: connection, register: count, old_val: count, new_val: count, delta: interval);
}

redef record Info += {
	## The first register of the answer that is awaited.
	track_address: count &default=0;
};

event zeek_init() &priority=5 {
	Log::create_stream(Modbus::REGISTER_CHANGE_LOG, Log::Stream($columns=MemmapInfo, $path="modbus_register_change", $policy=log_policy_register_change));
}

event modbus_read_holding_registers_request(c: connection, headers: ModbusHeaders, start_address: count, quantity: count) {
	# Registers are counted from 1, their addresses from 0.
	if ( c?$modbus )
		c$modbus$track_address = start_address + 1;
}

event modbus_read_holding_registers_response(c: connection, headers: ModbusHeaders, registers: ModbusRegisters) {
	local device = c$id$resp_h;

	if ( ! c?$modbus || ! addr_matches_host(device, track_memmap) )
		return;

	if ( device !in device_registers ) {
		if ( |device_registers| >= max_tracked_devices )
			return;

		device_registers[device] = table();
	}

	local known = device_registers[device];
	local now = network_time();

	for ( _, value in registers ) {
		local register = c$modbus$track_address;
		++c$modbus$track_address;

		if ( register !in known ) {
			known[register] = RegisterValue($last_set=now, $value=value);
			next;
		}

		local held = known[register];

		if ( held$value == value )
			next;

		event Modbus::changed_register(c, register, held$value, value, now - held$last_set);
		held$last_set = now;
		held$value = value;
	}
}

event Modbus::changed_register(c: connection, register: count, old_val: count, new_val: count, delta: interval) {
	Log::write(Modbus::REGISTER_CHANGE_LOG,
	           MemmapInfo($ts=network_time(), $uid=c$uid, $id=c$id, $register=register, $old_val=old_val, $new_val=new_val, $delta=delta));
}
