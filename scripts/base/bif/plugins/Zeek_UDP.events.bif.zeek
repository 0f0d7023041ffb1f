##! Events of UDP.

export {
	## Raised for each UDP datagram of the originator. It takes much time.
	global udp_request: event(u: connection);

	## Raised for each UDP datagram of the responder. It takes much time.
	global udp_reply: event(u: connection);

	## Raised for the payload of datagrams, see `udp_content_ports`.
	global udp_contents: event(u: connection, is_orig: bool, contents: string);

	## Raised when many checksums of a flow are wrong.
	global udp_multiple_checksum_errors: event(u: connection, is_orig: bool, threshold: count);
}
