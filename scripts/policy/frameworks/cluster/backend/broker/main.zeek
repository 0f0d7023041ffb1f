##! Connects the processes of a cluster that a layout in a file names. All of them run on one machine: see `Broker::peer`.

@load base/frameworks/broker
@load base/frameworks/cluster

module Cluster;

# Connects this process to the nodes of a type.
function connect_to(node_type: NodeType) {
	for ( _, other in nodes_with_type(node_type) )
		if ( other$node$p != 0/unknown && hook connect_node_hook(other) ) {
			local good = Broker::peer(cat(other$node$ip), other$node$p, retry_interval);
			log(fmt("initiate peering with %s:%s, retry=%s, status=%s", other$node$ip, other$node$p, retry_interval, good));
		}
}

# The later types of this list connect to the earlier ones.
const order_of_types = vector(LOGGER, MANAGER, PROXY, WORKER);

event zeek_init() &priority=-15 {
	if ( ! is_enabled() || __is_linked() || node !in nodes || getenv("ZEEKCTL_CHECK_CONFIG") != "" )
		return;

	local self = nodes[node];

	if ( self$p != 0/unknown ) {
		Broker::listen(Broker::default_listen_address, self$p);
		log(fmt("listening on %s:%s", Broker::default_listen_address, self$p));
	}

	for ( _, node_type in order_of_types ) {
		if ( node_type == self$node_type )
			break;

		connect_to(node_type);
	}
}

event Broker::peer_added(endpoint: Broker::EndpointInfo, msg: string) &priority=10 {
	if ( is_enabled() )
		Cluster::publish(nodeid_topic(endpoint$id), Cluster::hello, node, node_id());
}

event Broker::peer_lost(endpoint: Broker::EndpointInfo, msg: string) &priority=10 {
	local gone = nodeid_to_node(endpoint$id);

	if ( gone$name != "" )
		event Cluster::node_down(gone$name, endpoint$id);
}
