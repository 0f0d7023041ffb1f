##! On workers, the filter is logged again when there is a manager that can log it.

@load base/frameworks/cluster
@load ./main

module PacketFilter;

event Cluster::hello(name: string, id: string) &priority=-3 {
	local from_manager = name in Cluster::nodes && Cluster::nodes[name]$node_type == Cluster::MANAGER;

	if ( from_manager && Cluster::local_node_type() == Cluster::WORKER )
		install();
}
