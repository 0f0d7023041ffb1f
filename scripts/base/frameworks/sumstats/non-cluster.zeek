##! Summary statistics in one process: all observations are made here.

@load ./main

module SumStats;

function do_finish_epoch(ss: SumStat) {
	if ( ! ss?$epoch_result || ss$name !in result_store )
		return;

	hand_out(ss, result_store[ss$name]);
	reset(ss);

	if ( ss$epoch != 0secs )
		schedule ss$epoch { SumStats::finish_epoch(ss) };
}

event SumStats::finish_epoch(ss: SumStat) {
	if ( ! zeek_is_terminating() )
		do_finish_epoch(ss);
}

# Before the handlers of users, which may want to see the results.
event zeek_done() &priority=10 {
	for ( _, ss in stats_store )
		if ( ss$epoch != 0secs )
			do_finish_epoch(ss);
}

function data_added(ss: SumStat, key: Key, result: Result) {
	if ( check_thresholds(ss, key, result, 1.0) )
		threshold_crossed(ss, key, result);
}

function request_key(ss_name: string, key: Key): Result {
	# Nothing is waited for, but in a cluster it would be.
	return when [ss_name, key] ( T ) {
		local found: Result = table();

		if ( ss_name in result_store && key in result_store[ss_name] )
			found = result_store[ss_name][key];

		return found;
	}
}
