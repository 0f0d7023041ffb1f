##! The process that watches others: what scripts ask of it, and its answers to orders.

@load base/frameworks/cluster/pubsub
@load ./api
@load ./control

module Supervisor;

function create(node: NodeConfig): string {
	return __create(node);
}

function status(node: string &default=""): Status {
	return __status(node);
}

function restart(node: string &default=""): bool {
	return __restart(node);
}

function destroy(node: string &default=""): bool {
	return __destroy(node);
}

function is_supervisor(): bool {
	return __is_supervisor();
}

function is_supervised(): bool {
	return __is_supervised();
}

function node(): NodeConfig {
	return __node();
}

# The topic of an answer.
function answer_topic(kind: string, reqid: string): string {
	return fmt("%s/%s_response/%s", SupervisorControl::topic_prefix, kind, reqid);
}

event zeek_init() &priority=10 {
	Cluster::subscribe(SupervisorControl::topic_prefix);
}

event SupervisorControl::stop_request() {
	if ( is_supervisor() )
		terminate();
}

event SupervisorControl::status_request(reqid: string, node: string) {
	if ( is_supervisor() )
		Cluster::publish(answer_topic("status", reqid), SupervisorControl::status_response, reqid, status(node));
}

event SupervisorControl::create_request(reqid: string, node: Supervisor::NodeConfig) {
	if ( is_supervisor() )
		Cluster::publish(answer_topic("create", reqid), SupervisorControl::create_response, reqid, create(node));
}

event SupervisorControl::destroy_request(reqid: string, node: string) {
	if ( is_supervisor() )
		Cluster::publish(answer_topic("destroy", reqid), SupervisorControl::destroy_response, reqid, destroy(node));
}

event SupervisorControl::restart_request(reqid: string, node: string) {
	if ( is_supervisor() )
		Cluster::publish(answer_topic("restart", reqid), SupervisorControl::restart_response, reqid, restart(node));
}

event Supervisor::node_status(node: string, pid: count) {
	if ( is_supervisor() )
		Cluster::publish(SupervisorControl::topic_prefix + "/node_status", SupervisorControl::node_status, node, pid);
}
