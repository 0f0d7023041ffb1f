##! What scripts that were written for Broker ask of the engine. It is the cluster's own link that carries their events.

module Broker;

export {
	## An event that is sent to other nodes.
	type Event: record {
		## Its name; unset if it was made of something that is none.
		name: string &optional;
		## Its arguments.
		args: vector of any;
	};

	## An event with its arguments, to be published.
	global make_event: function(va_args: any): Broker::Event;

	## The same as `Cluster::publish`.
	global publish: function(va_args: any): bool;
}
