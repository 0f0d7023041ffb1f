# DHCP by the cookie before the options, after a header of fixed length.

signature dhcp_cookie {
	ip-proto == udp
	payload /^.{236}\x63\x82\x53\x63/
	enable "dhcp"
}
