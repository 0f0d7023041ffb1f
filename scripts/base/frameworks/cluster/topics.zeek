##! What a node subscribes to: its own topics and that of its type. Pools subscribe their members.

@load ./main
@load ./pools
@load ./pubsub

module Cluster;

# The topic of all nodes of a type, empty if there is none.
function type_topic(node_type: NodeType): string {
	switch ( node_type ) {
		case LOGGER:
			return logger_topic;
		case MANAGER:
			return manager_topic;
		case PROXY:
			return proxy_topic;
		case WORKER:
			return worker_topic;
		default:
			return "";
	}
}

event zeek_init() &priority=-10 {
	if ( ! is_enabled() )
		return;

	if ( ! init() ) {
		Reporter::fatal("Failed to initialize cluster backend");
		return;
	}

	local topic = type_topic(local_node_type());

	if ( topic != "" )
		subscribe(topic);

	if ( local_node_type() == MANAGER && manager_is_logger )
		subscribe(logger_topic);

	subscribe(node_topic(node));
	subscribe(nodeid_topic(node_id()));
}
