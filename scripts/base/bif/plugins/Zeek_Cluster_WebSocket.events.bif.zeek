##! Events of Cluster_WebSocket.

module Cluster;

export {
	## Raised when a WebSocket client has come.
	global websocket_client_added: event(endpoint: EndpointInfo, subscriptions: string_vec);

	## Raised when a WebSocket client has gone.
	global websocket_client_lost: event(endpoint: EndpointInfo, code: count, reason: string);
}
