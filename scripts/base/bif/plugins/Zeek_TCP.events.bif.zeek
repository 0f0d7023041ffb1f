##! Events of TCP.

export {
	## Raised when the payload of a connection begins to be delivered.
	global new_connection_contents: event(c: connection);

	## Raised when a SYN had no answer.
	global connection_attempt: event(c: connection);

	## Raised when a connection is established.
	global connection_established: event(c: connection);

	## Raised when a connection was under way already.
	global partial_connection: event(c: connection);

	## Raised when one side of a connection is gone without an end.
	global connection_partial_close: event(c: connection);

	## Raised when both sides have ended a connection.
	global connection_finished: event(c: connection);

	## Raised when one side has ended a connection that was not established.
	global connection_half_finished: event(c: connection);

	## Raised when a connection is refused.
	global connection_rejected: event(c: connection);

	## Raised when a connection is broken off.
	global connection_reset: event(c: connection);

	## Raised for connections that are there when the process ends.
	global connection_pending: event(c: connection);

	## Raised for each SYN.
	global connection_SYN_packet: event(c: connection, pkt: SYN_packet);

	## Raised for the first ACK of the originator.
	global connection_first_ACK: event(c: connection);

	## Raised when one side has sent its last byte.
	global connection_EOF: event(c: connection, is_orig: bool);

	## Raised for each TCP packet. It takes much time.
	global tcp_packet: event(c: connection, is_orig: bool, flags: string, seq: count, ack: count, len: count, payload: string);

	## Raised for each option of a TCP header.
	global tcp_option: event(c: connection, is_orig: bool, opt: count, optlen: count);

	## Raised for all options of a TCP header.
	global tcp_options: event(c: connection, is_orig: bool, options: TCP::OptionList);

	## Raised for pieces of a stream, see `tcp_content_deliver_all_orig`.
	global tcp_contents: event(c: connection, is_orig: bool, seq: count, contents: string);

	## Raised when a segment is sent again.
	global tcp_rexmit: event(c: connection, is_orig: bool, seq: count, len: count, data_in_flight: count, window: count);

	## Raised when many checksums of a connection are wrong.
	global tcp_multiple_checksum_errors: event(c: connection, is_orig: bool, threshold: count);

	## Raised when a window was zero often.
	global tcp_multiple_zero_windows: event(c: connection, is_orig: bool, threshold: count);

	## Raised when much was sent again.
	global tcp_multiple_retransmissions: event(c: connection, is_orig: bool, threshold: count);

	## Raised when much is missing.
	global tcp_multiple_gap: event(c: connection, is_orig: bool, threshold: count);

	## Raised when a stream cannot be written to a file.
	global contents_file_write_failure: event(c: connection, is_orig: bool, msg: string);
}
