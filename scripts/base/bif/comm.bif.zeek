##! What `Broker::listen` and `Broker::peer` ask of the engine.

@load base/bif/messaging.bif

module Broker;

export {
	## See `Broker::listen`.
	global __listen: function(a: string, p: port): port;

	## See `Broker::peer`.
	global __peer: function(a: string, p: port, retry: interval): bool;

	## See `Broker::unpeer`.
	global __unpeer: function(a: string, p: port): bool;
}
