##! Metrics of what nodes say to each other.

module Cluster::Telemetry;

export {
	## How much is counted.
	type Type: enum {
		## Messages.
		INFO,
		## Messages by topic.
		VERBOSE,
		## Their sizes, too.
		DEBUG,
	};

	## What is counted between nodes.
	const core_metrics: set[Type] = { INFO } &redef;

	## What is counted with WebSocket clients.
	const websocket_metrics: set[Type] = { INFO } &redef;

	## Topics that are counted as one.
	const topic_normalizations: table[pattern] of string = {
		[/^zeek\/cluster\/nodeid\/.*/] = "zeek/cluster/nodeid/__normalized__",
	} &ordered &redef;

	## The bounds of the histograms of sizes, in bytes.
	const message_size_bounds: vector of double = { 10.0, 50.0, 100.0, 500.0, 1000.0, 5000.0, 10000.0, 50000.0 } &redef;
}
