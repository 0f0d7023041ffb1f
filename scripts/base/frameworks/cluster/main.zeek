##! Several processes that work as one. A script asks here whether it runs in a cluster and as what, and with `@if` leaves out
##! what is not for its node.

@load base/frameworks/control
@load base/frameworks/logging
@load ./types
@load base/bif/cluster.bif

module Cluster;

export {
	## Whether logs are spread over all loggers in turn.
	const enable_round_robin_logging = T &redef;

	## The topic of all loggers.
	const logger_topic = "zeek/cluster/logger" &redef;

	## The topic of the manager.
	const manager_topic = "zeek/cluster/manager" &redef;

	## The topic of all proxies.
	const proxy_topic = "zeek/cluster/proxy" &redef;

	## The topic of all workers.
	const worker_topic = "zeek/cluster/worker" &redef;

	## The topics that together reach every node.
	const broadcast_topics = { logger_topic, manager_topic, proxy_topic, worker_topic };

	## What the topic of a single node begins with; its name follows.
	const node_topic_prefix = "zeek/cluster/node/" &redef;

	## What the topic of a single node begins with; what it is known as on the network follows.
	const nodeid_topic_prefix = "zeek/cluster/nodeid/" &redef;

	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## A row of the log of what happens in the cluster.
	type Info: record {
		## When it happened.
		ts: time;
		## Which node says so.
		node: string;
		## What happened.
		message: string;
	} &log;

	## Whether this process is part of a cluster.
	global is_enabled: function(): bool;

	## What this node does; `Cluster::NONE` outside of a cluster.
	global local_node_type: function(): NodeType;

	## Where the metrics of this node are; 0/unknown if that is not said.
	global local_node_metrics_port: function(): port;

	## All nodes by name: those of a fixed layout, or those that were there when this one began and any that came later.
	const nodes: table[string] of Node = __link_nodes() &redef;

	## How many nodes of a type there are to be.
	global get_node_count: function(node_type: NodeType): count;

	## How many nodes of a type are there.
	global get_active_node_count: function(node_type: NodeType): count;

	## Whether the manager writes the logs, because there is no logger.
	const manager_is_logger = T &redef;

	## The name of this node, empty outside of a cluster.
	const node = getenv("CLUSTER_NODE") &redef;

	## What this process is known as on the network.
	global node_id: function(): string &redef;

	## How long to wait before trying again to reach a node.
	const retry_interval = 1sec &redef;

	## Raised when a node says who it is.
	global hello: event(name: string, id: string);

	## Raised when a node is there.
	global node_up: event(name: string, id: string);

	## Raised when a node is gone.
	global node_down: event(name: string, id: string);

	## Writes a row of the log.
	global log: function(msg: string);

	## The topic of a node, by name.
	global node_topic: function(name: string): string &redef;

	## The topic of a node, by what it is known as.
	global nodeid_topic: function(id: string): string &redef;

	## The node that is known as that; its name is empty if there is none.
	global nodeid_to_node: function(id: string): NamedNode;

	## Prepares this node for talking with others.
	global init: function(): bool;

	## Lets WebSocket clients publish and subscribe.
	global listen_websocket: function(options: WebSocketServerOptions): bool;

	## Called before this node connects to another; a `break` forbids it.
	global connect_node_hook: hook(connectee: NamedNode);
}

@load base/bif/plugins/Zeek_Cluster_WebSocket.events.bif.zeek

# What the nodes that are there are known as.
global active_node_ids: table[NodeType] of set[string];

# What this process is known as unless something else is said: a new name for each run.
const own_id = __link_id();

function node_id(): string {
	return own_id;
}

function is_enabled(): bool {
	return node != "";
}

function local_node_type(): NodeType {
	return is_enabled() && node in nodes ? nodes[node]$node_type : NONE;
}

function local_node_metrics_port(): port {
	if ( is_enabled() && node in nodes && nodes[node]?$metrics_port )
		return nodes[node]$metrics_port;

	return 0/unknown;
}

function nodes_with_type(node_type: NodeType): vector of NamedNode {
	local found: vector of NamedNode = vector();

	for ( name, n in nodes )
		if ( n$node_type == node_type )
			found += NamedNode($name=name, $node=n);

	return sort(found, function(a: NamedNode, b: NamedNode): int { return strcmp(a$name, b$name); });
}

function get_node_count(node_type: NodeType): count {
	return |nodes_with_type(node_type)|;
}

function get_active_node_count(node_type: NodeType): count {
	if ( node_type !in active_node_ids )
		return 0;

	return |active_node_ids[node_type]|;
}

function node_topic(name: string): string {
	return cat(node_topic_prefix, name, "/");
}

function nodeid_topic(id: string): string {
	return cat(nodeid_topic_prefix, id, "/");
}

function nodeid_to_node(id: string): NamedNode {
	for ( name, n in nodes )
		if ( n?$id && n$id == id )
			return NamedNode($name=name, $node=n);

	return NamedNode($name="", $node=Node($node_type=NONE, $ip=0.0.0.0));
}

function log(msg: string) {
	Log::write(LOG, Info($ts=network_time(), $node=node, $message=msg));
}

function init(): bool {
	return Cluster::Backend::__init(node_id());
}

function listen_websocket(options: WebSocketServerOptions): bool {
	return __listen_websocket(options);
}

event zeek_init() &priority=5 {
	if ( is_enabled() && node !in nodes ) {
		Reporter::error(fmt("'%s' is not a valid node in the Cluster::nodes configuration", node));
		terminate();
	}

	Log::create_stream(LOG, Log::Stream($columns=Info, $path="cluster", $policy=log_policy));
}

event Cluster::hello(name: string, id: string) &priority=10 {
	if ( name !in nodes ) {
		Reporter::error(fmt("Got Cluster::hello msg from unexpected node: %s", name));
		return;
	}

	local n = nodes[name];

	if ( ! n?$id )
		event Cluster::node_up(name, id);
	else if ( n$id != id )
		Reporter::error(fmt("Got Cluster::hello msg from duplicate node:%s", name));

	n$id = id;

	if ( n$node_type in active_node_ids )
		add active_node_ids[n$node_type][id];
	else
		active_node_ids[n$node_type] = set(id);

	log(fmt("got hello from %s (%s)", name, id));
}

event Cluster::node_down(name: string, id: string) &priority=10 {
	local gone = nodeid_to_node(id);

	if ( gone$name == "" ) {
		Reporter::error(fmt("No node found in Cluster::node_down() node:%s id:%s", name, id));
		return;
	}

	log(fmt("node down: %s", gone$name));
	delete nodes[gone$name]$id;
	delete active_node_ids[gone$node$node_type][id];
}

# A WebSocket client in words.
function describe_client(endpoint: EndpointInfo): string {
	local where = fmt("'%s' (%s:%d)", endpoint$id, endpoint$network$address, endpoint$network$bound_port);
	return endpoint?$application_name ? fmt("%s application_name=%s", where, endpoint$application_name) : where;
}

event Cluster::websocket_client_added(endpoint: EndpointInfo, subscriptions: string_vec) {
	log(fmt("WebSocket client %s subscribed to %s", describe_client(endpoint), subscriptions));
}

event Cluster::websocket_client_lost(endpoint: EndpointInfo, code: count, reason: string) {
	local why = reason == "" ? "" : fmt(" and reason '%s'", reason);
	log(fmt("WebSocket client %s gone with code %d%s", describe_client(endpoint), code, why));
}

event Cluster::Backend::error(tag: string, message: string) {
	Reporter::error(fmt("Cluster::Backend::error: %s (%s)", tag, message));
}
