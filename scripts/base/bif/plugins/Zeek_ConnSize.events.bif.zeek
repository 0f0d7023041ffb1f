##! Events of ConnSize.

export {
	## Raised when the bytes of a side reach the threshold that was set.
	global conn_bytes_threshold_crossed: event(c: connection, threshold: count, is_orig: bool);

	## Raised when the packets of a side reach the threshold that was set.
	global conn_packets_threshold_crossed: event(c: connection, threshold: count, is_orig: bool);

	## Raised when a connection lasts as long as was set.
	global conn_duration_threshold_crossed: event(c: connection, threshold: interval, is_orig: bool);

	## Raised when a connection has had so many packets, see `ConnThreshold::generic_packet_thresholds`.
	global conn_generic_packet_threshold_crossed: event(c: connection, threshold: count);
}
