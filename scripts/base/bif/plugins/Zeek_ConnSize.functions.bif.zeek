##! Functions of ConnSize.

export {
	## Sets the threshold for the bytes of a side; see `ConnThreshold` for several.
	global set_current_conn_bytes_threshold: function(cid: conn_id, threshold: count, is_orig: bool): bool;

	## Sets the threshold for the packets of a side; see `ConnThreshold` for several.
	global set_current_conn_packets_threshold: function(cid: conn_id, threshold: count, is_orig: bool): bool;

	## Sets the threshold for the duration; see `ConnThreshold` for several.
	global set_current_conn_duration_threshold: function(cid: conn_id, threshold: interval): bool;

	## The threshold for the bytes of a side, 0 if there is none.
	global get_current_conn_bytes_threshold: function(cid: conn_id, is_orig: bool): count;

	## The threshold for the packets of a side, 0 if there is none.
	global get_current_conn_packets_threshold: function(cid: conn_id, is_orig: bool): count;

	## The threshold for the duration, 0 if there is none.
	global get_current_conn_duration_threshold: function(cid: conn_id): interval;
}
