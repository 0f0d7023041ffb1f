##! Events of DHCP.

export {
	## Raised for each DHCP message, with all options that it has.
	global dhcp_message: event(c: connection, is_orig: bool, msg: DHCP::Msg, options: DHCP::Options);
}
