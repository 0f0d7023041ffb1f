##! Events of VXLAN.

export {
	## Raised for each packet in a VXLAN tunnel.
	global vxlan_packet: event(outer: connection, inner: pkt_hdr, vni: count);
}
