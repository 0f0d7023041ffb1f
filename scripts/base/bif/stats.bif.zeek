##! Numbers on what the engine does.

export {
	## Numbers about packets.
	global get_net_stats: function(): NetStats;

	## Numbers about connections.
	global get_conn_stats: function(): ConnStats;

	## Numbers about the process.
	global get_proc_stats: function(): ProcStats;

	## Numbers about events.
	global get_event_stats: function(): EventStats;

	## How many bytes wait to be put in order.
	global get_reassembler_stats: function(): ReassemblerStats;

	## Numbers about DNS look-ups.
	global get_dns_stats: function(): DNSStats;

	## Numbers about timers.
	global get_timer_stats: function(): TimerStats;

	## Numbers about files.
	global get_file_analysis_stats: function(): FileAnalysisStats;

	## Numbers about threads.
	global get_thread_stats: function(): ThreadStats;

	## Numbers about data of TCP that is missing.
	global get_gap_stats: function(): GapStats;

	## Numbers about the automata of signatures.
	global get_matcher_stats: function(): MatcherStats;

	## Numbers about what is said to other nodes.
	global get_broker_stats: function(): BrokerStats;

	## Numbers about unusual activity.
	global get_reporter_stats: function(): ReporterStats;

	## How often each event was handled.
	global get_event_handler_stats: function(): EventNameStats;
}
