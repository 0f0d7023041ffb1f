##! Where the metrics of this process are.

module Telemetry;

export {
	## The address that they are served at, any if empty.
	const metrics_address = getenv("ZEEK_DEFAULT_LISTEN_ADDRESS") &redef;

	## The port; 0/unknown serves none.
	const metrics_port = 0/unknown &redef;

	## The label that says which node metrics are from.
	const metrics_endpoint_label = "node" &redef;

	## What it says.
	const metrics_endpoint_name = "" &redef;
}

@if ( Cluster::is_enabled() )
redef metrics_endpoint_name = Cluster::node;

@if ( Cluster::local_node_metrics_port() != 0/unknown )
redef metrics_port = Cluster::local_node_metrics_port();
@endif
@endif
