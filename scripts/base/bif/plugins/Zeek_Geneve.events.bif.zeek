##! Events of Geneve.

export {
	## Raised for each packet in a Geneve tunnel.
	global geneve_packet: event(outer: connection, inner: pkt_hdr, vni: count);
}
