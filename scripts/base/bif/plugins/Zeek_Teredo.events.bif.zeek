##! Events of Teredo.

module GLOBAL;

export {
	## Raised for each packet in a Teredo tunnel.
	global teredo_packet: event(outer: connection, inner: teredo_hdr);

	## Raised when a connection is known to be a Teredo tunnel.
	global new_teredo_state: event(c: connection);

	## Raised for a packet in a Teredo tunnel that has a field for authentication.
	global teredo_authentication: event(outer: connection, inner: teredo_hdr);

	## Raised for a packet in a Teredo tunnel in which a server tells the client's address.
	global teredo_origin_indication: event(outer: connection, inner: teredo_hdr);

	## Raised for a packet in a Teredo tunnel that is empty, which keeps the way open.
	global teredo_bubble: event(outer: connection, inner: teredo_hdr);
}
