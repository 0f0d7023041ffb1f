##! Looking at a connection again and again while it lasts.

module ConnPolling;

export {
	## Calls `callback` after `i`, and then each time after the interval that it returned, until that is negative or the
	## connection is over. `cnt` counts the calls.
	global watch: function(c: connection, callback: function(c: connection, cnt: count): interval, cnt: count, i: interval);
}

event ConnPolling::check(id: conn_id, callback: function(c: connection, cnt: count): interval, cnt: count) {
	if ( connection_exists(id) ) {
		local c = lookup_connection(id);
		local pause = callback(c, cnt);

		if ( pause >= 0secs )
			watch(c, callback, cnt + 1, pause);
	}
}

function watch(c: connection, callback: function(c: connection, cnt: count): interval, cnt: count, i: interval) {
	local id = c$id;
	schedule i { ConnPolling::check(id, callback, cnt) };
}
