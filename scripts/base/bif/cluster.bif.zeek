##! What the cluster framework asks of the engine.

module Cluster;

export {
	## Raises an event on all nodes that have subscribed to a topic: topic, event, arguments; or topic and `Cluster::make_event`.
	global publish: function(va_args: any): bool;

	## An event with its arguments, to be published.
	global make_event: function(va_args: any): Cluster::Event;

	## See `Cluster::subscribe`.
	global __subscribe: function(topic_prefix: string): bool;

	## See `Cluster::unsubscribe`.
	global __unsubscribe: function(topic_prefix: string): bool;

	## Whether the engine has a link to other nodes, and finds them by itself.
	global __is_linked: function(): bool;

	## What this node is known as, a new name for each run.
	global __link_id: function(): string;

	## The nodes that this link knows of, this one among them.
	global __link_nodes: function(): table[string] of Cluster::Node;
}

module Cluster::Backend;

export {
	## See `Cluster::init`.
	global __init: function(nid: string): bool;
}

module Cluster;

export {
	## Raises an event on one node of a pool, in turn: pool, key, event, arguments.
	global publish_rr: function(va_args: any): bool;

	## Raises an event on the node of a pool that a key belongs to: pool, key, event, arguments.
	global publish_hrw: function(va_args: any): bool;

	## See `Cluster::listen_websocket`.
	global __listen_websocket: function(options: WebSocketServerOptions): bool;
}

module Cluster::Backend;

export {
	## Raised when nodes cannot talk.
	global error: event(tag: string, message: string);
}
