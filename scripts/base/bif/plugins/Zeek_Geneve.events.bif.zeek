##! Events of Geneve.

export {
	global geneve_packet: event(outer: connection, inner: pkt_hdr, vni: count);
}
