##! Summary statistics in one process: all observations are made here.

@load ./main

module SumStats;

# How many results are handed out at a time, and how long others are let before the next ones.
const results_at_a_time = 50;
const pause_between_results = 0.01 secs;

# Hands out some results, and comes again for the rest.
event SumStats::process_epoch_result(ss: SumStat, now: time, data: ResultTable) {
	local done: vector of Key = vector();

	for ( key, result in data ) {
		ss$epoch_result(now, key, result);
		done += key;

		if ( |done| == results_at_a_time )
			break;
	}

	for ( _, key in done )
		delete data[key];

	if ( |data| > 0 )
		schedule pause_between_results { SumStats::process_epoch_result(ss, now, data) };
	else if ( ss?$epoch_finished )
		ss$epoch_finished(now);
}

function do_finish_epoch(ss: SumStat) {
	if ( ! ss?$epoch_result || ss$name !in result_store )
		return;

	local data = result_store[ss$name];
	local now = network_time();

	# At the end there is no later.
	if ( |data| > 0 && ! zeek_is_terminating() )
		event SumStats::process_epoch_result(ss, now, copy(data));
	else {
		for ( key, result in data )
			ss$epoch_result(now, key, result);

		if ( ss?$epoch_finished )
			ss$epoch_finished(now);
	}

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
