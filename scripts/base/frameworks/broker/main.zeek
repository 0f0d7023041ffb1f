##! The names under which older scripts know what is now the cluster framework's. Nothing here speaks Broker's protocol.

@load base/bif/messaging.bif
@load base/frameworks/cluster

module Broker;

export {
	## Has events of a topic, and of all that begin with it, sent here.
	global subscribe: function(topic_prefix: string): bool;

	## Takes that back.
	global unsubscribe: function(topic_prefix: string): bool;

	## What this process is known as on the network.
	global node_id: function(): string;
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
