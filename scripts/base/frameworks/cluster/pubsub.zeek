##! Publishing events and subscribing to topics, for scripts that need no more of the cluster.

@load ./types

module Cluster;

export {
	## Has events of a topic, and of all that begin with it, sent here.
	global subscribe: function(topic: string): bool;

	## Takes that back.
	global unsubscribe: function(topic: string): bool;

	## Called for each subscription; a `break` changes nothing.
	global on_subscribe: hook(topic: string);

	## Called for each subscription that is taken back; a `break` changes nothing.
	global on_unsubscribe: hook(topic: string);
}

@load base/bif/cluster.bif

function subscribe(topic: string): bool {
	hook on_subscribe(topic);
	return __subscribe(topic);
}

function unsubscribe(topic: string): bool {
	hook on_unsubscribe(topic);
	return __unsubscribe(topic);
}
