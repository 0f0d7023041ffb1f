##! Orders that are given to a running process, and its answers.

module Control;

export {
	## The topic of orders.
	const topic_prefix = "zeek/control";

	## Whether a process that takes orders listens for who gives them.
	const controllee_listen = T &redef;

	## Where orders are sent to.
	const host = 0.0.0.0 &redef;

	## The port there.
	const host_port = 0/tcp &redef;

	## The scope of that address if it is link-local.
	const zone_id = "" &redef;

	## The order, one of `Control::commands`.
	const cmd = "" &redef;

	## What the order is about.
	const arg = "" &redef;

	## The orders that there are.
	const commands: set[string] = {
		"configuration_update",
		"id_value",
		"net_stats",
		"peer_status",
		"shutdown",
	} &redef;

	## Variables that an update of the configuration does not touch.
	const ignore_ids: set[string] = {};

	## Asks for the value of a variable.
	global id_value_request: event(id: string);

	## Tells the value of a variable.
	global id_value_response: event(id: string, val: string);

	## Asks who is connected.
	global peer_status_request: event();

	## Tells who is connected.
	global peer_status_response: event(s: string);

	## Asks for the numbers of packets.
	global net_stats_request: event();

	## Tells the numbers of packets.
	global net_stats_response: event(s: string);

	## Says that variables have been sent that may have changed.
	global configuration_update_request: event();

	## Raised when variables may have changed.
	global configuration_update: event();

	## Says that they were taken over.
	global configuration_update_response: event();

	## Asks the process to end.
	global shutdown_request: event();

	## Says that it will.
	global shutdown_response: event();
}

event terminate_event() &is_used {
	terminate();
}
