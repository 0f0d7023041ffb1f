##! Tells when the nodes of a cluster have found each other. Where nodes come and go, that is said of those that are known so far, and
##! said again when one more has come.

@load base/frameworks/cluster

module Cluster::Experimental;

export {
	## The topic on which the manager says that the cluster has started.
	const cluster_started_topic = "zeek/cluster/experimental/started" &redef;

	## Raised on all nodes when every node has found every other.
	global cluster_started: event();

	## Raised on a node that has found all others, and on the manager. `resending` says that this node had said so before.
	global node_fully_connected: event(name: string, id: string, resending: bool);
}

@if ( Cluster::is_enabled() )

# What the others were known as when this node last said that it is connected.
global said_of: set[string] = set();

# What the others are known as; nothing if one of them is not there. Nodes of one type need not know each other.
function ids_of_others(): set[string] {
	local ids: set[string] = set();

	for ( name, n in Cluster::nodes ) {
		if ( n$node_type == Cluster::local_node_type() )
			next;

		if ( ! n?$id )
			return set();

		add ids[n$id];
	}

	return ids;
}

event zeek_init() &priority=-10 {
	Cluster::subscribe(cluster_started_topic);
}

event Cluster::node_up(name: string, id: string) &priority=-15 {
	local ids = ids_of_others();

	if ( |ids| == 0 || ids == said_of )
		return;

	local again = |said_of| > 0;
	said_of = ids;
	event Cluster::Experimental::node_fully_connected(Cluster::node, Cluster::node_id(), again);

	if ( Cluster::local_node_type() != Cluster::MANAGER )
		Cluster::publish(Cluster::manager_topic, Cluster::Experimental::node_fully_connected, Cluster::node, Cluster::node_id(), again);
}

@if ( Cluster::local_node_type() == Cluster::MANAGER )

# What nodes are known as that have found all others.
global connected: table[string] of string = table();

# Whether it was said that the cluster has started; a new node changes that.
global is_started = F;

event Cluster::Experimental::node_fully_connected(name: string, id: string, resending: bool) {
	if ( name !in connected || connected[name] != id )
		is_started = F;

	connected[name] = id;

	for ( wanted, _ in Cluster::nodes )
		if ( wanted !in connected )
			return;

	if ( is_started )
		return;

	is_started = T;
	event Cluster::Experimental::cluster_started();
	Cluster::publish(cluster_started_topic, Cluster::Experimental::cluster_started);
}

event Cluster::node_down(name: string, id: string) {
	delete connected[name];
}

@endif

@endif
