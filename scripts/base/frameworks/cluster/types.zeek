##! Types of the cluster framework.

module Cluster;

export {
	## What a node does.
	type NodeType: enum {
		## It is no part of a cluster.
		NONE,
		## It was started to give orders to others.
		CONTROL,
		## It writes the logs of all.
		LOGGER,
		## It knows what all others do.
		MANAGER,
		## It does work that is spread over several.
		PROXY,
		## It looks at packets.
		WORKER,
	};

	## A node.
	type Node: record {
		## What it does.
		node_type: NodeType;
		## Where it is.
		ip: addr;
		## The scope of that address if it is link-local.
		zone_id: string &default="";
		## Where it listens.
		p: port &default=0/unknown;
		## The name of its manager.
		manager: string &optional;
		## How it is known on the network, while it is there.
		id: string &optional;
		## Where its metrics are.
		metrics_port: port &optional;
	};

	## A node with its name.
	type NamedNode: record {
		name: string;
		node: Node;
	};

	## An event that is sent to other nodes.
	type Event: record {
		## The event.
		ev: any;
		## Its arguments.
		args: vector of any;
	};

	## How many events may wait for a WebSocket client.
	const default_websocket_max_event_queue_size = 32 &redef;

	## How often WebSocket clients are pinged.
	const default_websocket_ping_interval = 5 sec &redef;

	## TLS of a WebSocket server.
	type WebSocketTLSOptions: record {
		## A file with the certificate.
		cert_file: string &optional;
		## A file with its key.
		key_file: string &optional;
		## Whether clients need a certificate.
		enable_peer_verification: bool &default=F;
		## A file with the authorities that clients' certificates come from.
		ca_file: string &default="";
		## The ciphers, as OpenSSL names them.
		ciphers: string &default="";
	};

	## A WebSocket server.
	type WebSocketServerOptions: record {
		listen_addr: addr &optional;
		listen_port: port;
		max_event_queue_size: count &default=default_websocket_max_event_queue_size;
		ping_interval: interval &default=default_websocket_ping_interval;
		tls_options: WebSocketTLSOptions &default=WebSocketTLSOptions();
	};

	## Where somebody is on the network.
	type NetworkInfo: record {
		address: string;
		bound_port: port;
	};

	## Somebody that talks with the cluster.
	type EndpointInfo: record {
		## How it is known.
		id: string;
		## Where it is.
		network: NetworkInfo;
		## What it says that it is.
		application_name: string &optional;
	};
}
