##! Events of VXLAN.

export {
	global vxlan_packet: event(outer: connection, inner: pkt_hdr, vni: count);
}
