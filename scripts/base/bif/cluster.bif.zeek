##! What the cluster framework asks of the engine.

module Cluster;

export {
	global publish: function(va_args: any): bool;

	global make_event: function(va_args: any): Cluster::Event;

	global __subscribe: function(topic_prefix: string): bool;

	global __unsubscribe: function(topic_prefix: string): bool;
}

module Cluster::Backend;

export {
	global __init: function(nid: string): bool;
}

module Cluster;

export {
	global publish_rr: function(va_args: any): bool;

	global publish_hrw: function(va_args: any): bool;

	global __listen_websocket: function(options: WebSocketServerOptions): bool;
}

module Cluster::Backend;

export {
	global error: event(tag: string, message: string);
}
