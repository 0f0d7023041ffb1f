@load ./main
@load ./pools
@load ./pubsub
@load ./telemetry
@load ./types

@if ( Cluster::is_enabled() )

# What a node calls itself is its name in the cluster.
redef peer_description = Cluster::node;

@prefixes += cluster

@if ( |Cluster::nodes| == 0 )
# A file with the nodes, for those who want fixed places.
@load cluster-layout
@endif

@endif
