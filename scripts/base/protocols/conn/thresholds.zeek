##! Events when a connection has carried so many bytes or packets, or lasts so long. The engine watches one threshold of a
##! kind at a time; here any number can be set.

module ConnThreshold;

export {
	## The thresholds of a connection that it has not reached yet.
	type Thresholds: record {
		## Bytes from the originator.
		orig_byte: set[count] &default=count_set();
		## Bytes from the responder.
		resp_byte: set[count] &default=count_set();
		## Packets from the originator.
		orig_packet: set[count] &default=count_set();
		## Packets from the responder.
		resp_packet: set[count] &default=count_set();
		## Time since it began.
		duration: set[interval] &default=interval_set();
	};

	## Sets a threshold for the bytes from one side.
	global set_bytes_threshold: function(c: connection, threshold: count, is_orig: bool): bool;

	## Sets a threshold for the packets from one side.
	global set_packets_threshold: function(c: connection, threshold: count, is_orig: bool): bool;

	## Sets a threshold for the duration.
	global set_duration_threshold: function(c: connection, threshold: interval): bool;

	## Takes back a threshold for bytes; F if it was not set.
	global delete_bytes_threshold: function(c: connection, threshold: count, is_orig: bool): bool;

	## Takes back a threshold for packets; F if it was not set.
	global delete_packets_threshold: function(c: connection, threshold: count, is_orig: bool): bool;

	## Takes back a threshold for the duration; F if it was not set.
	global delete_duration_threshold: function(c: connection, threshold: interval): bool;

	## Raised when the bytes from one side reach a threshold.
	global bytes_threshold_crossed: event(c: connection, threshold: count, is_orig: bool);

	## Raised when the packets from one side reach a threshold.
	global packets_threshold_crossed: event(c: connection, threshold: count, is_orig: bool);

	## Raised when the duration reaches a threshold.
	global duration_threshold_crossed: event(c: connection, threshold: interval, is_orig: bool);
}

redef record connection += {
	## What is watched.
	thresholds: ConnThreshold::Thresholds &optional;
};

function lowest(values: set[count]): count {
	local result = 0;

	for ( value in values )
		if ( result == 0 || value < result )
			result = value;

	return result;
}

function thresholds_of(c: connection): Thresholds {
	if ( ! c?$thresholds )
		c$thresholds = Thresholds();

	return c$thresholds;
}

function byte_thresholds(c: connection, is_orig: bool): set[count] {
	return is_orig ? thresholds_of(c)$orig_byte : thresholds_of(c)$resp_byte;
}

function packet_thresholds(c: connection, is_orig: bool): set[count] {
	return is_orig ? thresholds_of(c)$orig_packet : thresholds_of(c)$resp_packet;
}

# Each of the following three has the engine watch the lowest threshold of its kind, or none.

function watch_bytes(c: connection, is_orig: bool): bool {
	local wanted = lowest(byte_thresholds(c, is_orig));
	return wanted == get_current_conn_bytes_threshold(c$id, is_orig) || set_current_conn_bytes_threshold(c$id, wanted, is_orig);
}

function watch_packets(c: connection, is_orig: bool): bool {
	local wanted = lowest(packet_thresholds(c, is_orig));
	return wanted == get_current_conn_packets_threshold(c$id, is_orig) || set_current_conn_packets_threshold(c$id, wanted, is_orig);
}

function watch_duration(c: connection): bool {
	local wanted = 0secs;

	for ( value in thresholds_of(c)$duration )
		if ( wanted == 0secs || value < wanted )
			wanted = value;

	return wanted == get_current_conn_duration_threshold(c$id) || set_current_conn_duration_threshold(c$id, wanted);
}

function set_bytes_threshold(c: connection, threshold: count, is_orig: bool): bool {
	local watched = byte_thresholds(c, is_orig);

	if ( threshold == 0 )
		return F;

	add watched[threshold];
	return watch_bytes(c, is_orig);
}

function set_packets_threshold(c: connection, threshold: count, is_orig: bool): bool {
	local watched = packet_thresholds(c, is_orig);

	if ( threshold == 0 )
		return F;

	add watched[threshold];
	return watch_packets(c, is_orig);
}

function set_duration_threshold(c: connection, threshold: interval): bool {
	local watched = thresholds_of(c)$duration;

	if ( threshold == 0secs )
		return F;

	add watched[threshold];
	return watch_duration(c);
}

function delete_bytes_threshold(c: connection, threshold: count, is_orig: bool): bool {
	local watched = byte_thresholds(c, is_orig);
	local known = threshold in watched;

	delete watched[threshold];

	if ( known )
		watch_bytes(c, is_orig);

	return known;
}

function delete_packets_threshold(c: connection, threshold: count, is_orig: bool): bool {
	local watched = packet_thresholds(c, is_orig);
	local known = threshold in watched;

	delete watched[threshold];

	if ( known )
		watch_packets(c, is_orig);

	return known;
}

function delete_duration_threshold(c: connection, threshold: interval): bool {
	local watched = thresholds_of(c)$duration;
	local known = threshold in watched;

	delete watched[threshold];

	if ( known )
		watch_duration(c);

	return known;
}

# Others may set thresholds in the engine without this script. Those are not for us, but ours must be watched again.

event conn_bytes_threshold_crossed(c: connection, threshold: count, is_orig: bool) &priority=5 {
	if ( ! c?$thresholds )
		return;

	if ( delete_bytes_threshold(c, threshold, is_orig) )
		event ConnThreshold::bytes_threshold_crossed(c, threshold, is_orig);
	else
		watch_bytes(c, is_orig);
}

event conn_packets_threshold_crossed(c: connection, threshold: count, is_orig: bool) &priority=5 {
	if ( ! c?$thresholds )
		return;

	if ( delete_packets_threshold(c, threshold, is_orig) )
		event ConnThreshold::packets_threshold_crossed(c, threshold, is_orig);
	else
		watch_packets(c, is_orig);
}

event conn_duration_threshold_crossed(c: connection, threshold: interval, is_orig: bool) &priority=5 {
	if ( ! c?$thresholds )
		return;

	if ( delete_duration_threshold(c, threshold) )
		event ConnThreshold::duration_threshold_crossed(c, threshold, is_orig);
	else
		watch_duration(c);
}
