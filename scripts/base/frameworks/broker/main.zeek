##! Connections between processes of one machine that are named by address and port, and the names under which older scripts know
##! what is now the cluster framework's. Nothing here speaks Broker's protocol, and no address but the loopback interface's is used.

@load base/bif/comm.bif
@load base/bif/messaging.bif
@load base/frameworks/cluster

module Broker;

export {
	## The port to listen on and to connect to if none is said.
	const default_port = 9999/tcp &redef;

	## The address to listen on if none is said; empty for 127.0.0.1.
	const default_listen_address = getenv("ZEEK_DEFAULT_LISTEN_ADDRESS") &redef;

	## How long to wait before trying again to listen; 0 for not at all.
	const default_listen_retry = 1sec &redef;

	## How long to wait before trying again to connect; 0 for not at all.
	const default_connect_retry = 1sec &redef;

	## Whether connections go without TLS. They do in any case: they never leave the machine.
	const disable_ssl = F &redef;

	## What topics of logs begin with.
	const default_log_topic_prefix = "zeek/logs/" &redef;

	## What went wrong.
	type ErrorCode: enum {
		UNSPECIFIED = 1,
		PEER_INCOMPATIBLE = 2,
		PEER_INVALID = 3,
		PEER_UNAVAILABLE = 4,
		PEER_DISCONNECT_DURING_HANDSHAKE = 5,
		PEER_TIMEOUT = 6,
		MASTER_EXISTS = 7,
		NO_SUCH_MASTER = 8,
		NO_SUCH_KEY = 9,
		REQUEST_TIMEOUT = 10,
		TYPE_CLASH = 11,
		INVALID_DATA = 12,
		BACKEND_FAILURE = 13,
		STALE_DATA = 14,
		CAF_ERROR = 100,
	};

	## Where a process is on the network.
	type NetworkInfo: record {
		## Its address.
		address: string &log;
		## Its port; 0/tcp where it was the one that connected.
		bound_port: port &log;
	};

	## A process at the other end of a connection.
	type EndpointInfo: record {
		## What it is known as.
		id: string;
		## Where it is.
		network: NetworkInfo &optional;
	};

	## Lets other processes connect. Returns the port, 0/tcp if it is not to be had now.
	global listen: function(a: string &default=default_listen_address, p: port &default=default_port,
	                        retry: interval &default=default_listen_retry): port;

	## Connects to another process, and again when that is lost.
	global peer: function(a: string, p: port &default=default_port, retry: interval &default=default_connect_retry): bool;

	## Ends such a connection.
	global unpeer: function(a: string, p: port): bool;

	## Has events of a topic, and of all that begin with it, sent here.
	global subscribe: function(topic_prefix: string): bool;

	## Takes that back.
	global unsubscribe: function(topic_prefix: string): bool;

	## What this process is known as on the network.
	global node_id: function(): string;

	## Sends rows of logs that wait, and returns how many there were: none ever wait here.
	global flush_logs: function(): count;

	## Raised when another process is connected.
	global peer_added: event(endpoint: EndpointInfo, msg: string);

	## Raised when a connection has ended because this process wanted it.
	global peer_removed: event(endpoint: EndpointInfo, msg: string);

	## Raised when it has ended for another reason.
	global peer_lost: event(endpoint: EndpointInfo, msg: string);

	## Declared for scripts that handle it; never raised.
	global status: event(endpoint: EndpointInfo, msg: string);

	## Declared for scripts that handle it; never raised.
	global error: event(code: ErrorCode, msg: string);

	## Declared for scripts that handle it; never raised.
	global endpoint_discovered: event(endpoint: EndpointInfo, msg: string);

	## Declared for scripts that handle it; never raised.
	global endpoint_unreachable: event(endpoint: EndpointInfo, msg: string);
}

event retry_listen(a: string, p: port, retry: interval) {
	listen(a, p, retry);
}

function listen(a: string, p: port, retry: interval): port {
	local bound = __listen(a, p);

	if ( bound == 0/tcp && retry > 0sec )
		schedule retry { retry_listen(a, p, retry) };

	return bound;
}

function peer(a: string, p: port, retry: interval): bool {
	return __peer(a, p, retry);
}

function unpeer(a: string, p: port): bool {
	return __unpeer(a, p);
}

function subscribe(topic_prefix: string): bool {
	return Cluster::subscribe(topic_prefix);
}

function unsubscribe(topic_prefix: string): bool {
	return Cluster::unsubscribe(topic_prefix);
}

function node_id(): string {
	return Cluster::node_id();
}

function flush_logs(): count {
	return 0;
}
