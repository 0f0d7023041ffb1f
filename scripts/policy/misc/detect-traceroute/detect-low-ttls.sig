# Packets that will not get far: the time to live of IPv4, the hop limit of IPv6.

signature traceroute-detector-ipv4 {
	event "match"
	header ip[8] < 10
}

signature traceroute-detector-ipv6 {
	event "match"
	header ip6[7] < 10
}
