##! Warns when a capture file has nothing but TCP control packets, as some filters leave it.

module FilteredTraceDetection;

export {
	## Whether that is looked for.
	global enable: bool = T &redef;
}

# What kinds of connections there were.
global saw_tcp = F;
global saw_tcp_data = F;
global saw_others = F;

event connection_state_remove(c: connection) {
	if ( ! enable || saw_tcp_data || ! reading_traces() )
		return;

	if ( is_tcp_port(c$id$orig_p) ) {
		saw_tcp = T;
		saw_tcp_data = /[Dd]/ in c$history;
	}
	else
		saw_others = T;
}

event zeek_done() {
	if ( enable && reading_traces() && saw_tcp && ! saw_tcp_data && ! saw_others )
		Reporter::warning("The analyzed trace file was determined to contain only TCP control packets, which may indicate it's been pre-filtered.  By default, Zeek reports the missing segments for this type of trace, but the 'detect_filtered_trace' option may be toggled if that's not desired.");
}
