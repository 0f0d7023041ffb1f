##! The log of tunnels: when they are first seen, when they close, and when nothing more is heard of them.

@load base/frameworks/logging
@load base/protocols/conn/removal-hooks

module Tunnel;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## What happened to a tunnel.
	type Action: enum {
		## It was seen for the first time.
		DISCOVER,
		## Its connection ended.
		CLOSE,
		## Nothing was seen of it for `Tunnel::expiration_interval`.
		EXPIRE,
	};

	## A row of the log, and what is known of a tunnel.
	type Info: record {
		## When it happened.
		ts: time &log;
		## The connection that is the tunnel; tunnels in plain IP have none.
		uid: string &log &optional;
		## The endpoints; ports are 0 in plain IP.
		id: conn_id &log;
		## The protocol that it is made of.
		tunnel_type: Tunnel::Type &log;
		## What happened.
		action: Action &log;
	};

	## Makes known all tunnels that are in one another.
	global register_all: function(ecv: EncapsulatingConnVector);

	## Makes a tunnel known; does nothing if it is.
	global register: function(ec: EncapsulatingConn);

	## What is done when nothing more is heard of a tunnel.
	global expire: function(t: table[conn_id] of Info, idx: conn_id): interval;

	## Logs the end of a tunnel and forgets it.
	global close: function(tunnel: Info, action: Action);

	## How long a tunnel is remembered that nothing is heard of.
	const expiration_interval = 1hrs &redef;

	## The tunnels that are there.
	global active: table[conn_id] of Info = table() &read_expire=expiration_interval &expire_func=expire;

	## Closes a tunnel together with its connection.
	global finalize_tunnel: Conn::RemovalHook;
}

event zeek_init() &priority=5 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $path="tunnel", $policy=log_policy));
}

function close(tunnel: Info, action: Action) {
	delete active[tunnel$id];
	tunnel$ts = network_time();
	tunnel$action = action;
	Log::write(LOG, tunnel);
}

function expire(t: table[conn_id] of Info, idx: conn_id): interval {
	close(t[idx], EXPIRE);
	return 0secs;
}

hook finalize_tunnel(c: connection) {
	if ( c$id in active )
		close(active[c$id], CLOSE);
}

function register(ec: EncapsulatingConn) {
	# Asking for it also keeps it from expiring.
	if ( ec$cid in active )
		return;

	local found = Info($ts=network_time(), $id=ec$cid, $tunnel_type=ec$tunnel_type, $action=DISCOVER);

	if ( ec?$uid )
		found$uid = ec$uid;

	active[ec$cid] = found;

	if ( connection_exists(ec$cid) )
		Conn::register_removal_hook(lookup_connection(ec$cid), finalize_tunnel);

	Log::write(LOG, found);
}

function register_all(ecv: EncapsulatingConnVector) {
	for ( _, ec in ecv )
		register(ec);
}

event new_connection(c: connection) &priority=5 {
	if ( c?$tunnel )
		register_all(c$tunnel);
}

event tunnel_changed(c: connection, e: EncapsulatingConnVector) &priority=5 {
	register_all(e);
}
