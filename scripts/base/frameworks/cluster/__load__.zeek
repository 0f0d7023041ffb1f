@load ./main
@load ./pools
@load ./pubsub
@load ./telemetry
@load ./topics
@load ./types

@if ( Cluster::is_enabled() )

# What a node calls itself is its name in the cluster.
redef peer_description = Cluster::node;

@prefixes += cluster

@if ( |Cluster::nodes| == 0 && ! Cluster::__is_linked() )
# Where nodes do not find each other by themselves, a file names them.
@load cluster-layout
@endif

@endif
