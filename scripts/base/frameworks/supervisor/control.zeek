##! Orders to the process that watches others, and its answers.

@load ./api

module SupervisorControl;

export {
	## What the topics of answers begin with; orders have it as it is.
	const topic_prefix = "zeek/supervisor" &redef;

	## Whether it takes orders from outside.
	const enable_listen = F &redef;

	global create_request: event(reqid: string, node: Supervisor::NodeConfig);
	global create_response: event(reqid: string, result: string);
	global status_request: event(reqid: string, node: string);
	global status_response: event(reqid: string, result: Supervisor::Status);
	global restart_request: event(reqid: string, node: string);
	global restart_response: event(reqid: string, result: bool);
	global destroy_request: event(reqid: string, node: string);
	global destroy_response: event(reqid: string, result: bool);
	global stop_request: event();
	global node_status: event(node: string, pid: count);
}
