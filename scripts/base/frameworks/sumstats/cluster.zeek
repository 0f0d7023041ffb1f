##! Summary statistics in a cluster: observations are made on all nodes, and the manager puts their results together. It asks for
##! them at the end of an epoch, and when a node has seen so much of a key that all together may have crossed a threshold.

@load ./main
@load base/frameworks/cluster

module SumStats;

export {
	## The share of a threshold that one node must have seen before the manager asks all others.
	const cluster_request_global_view_percent = 0.2 &redef;

	## Whether thresholds can be crossed before an epoch ends.
	const enable_intermediate_updates = T &redef;
}

# The manager asks all workers for all they have, which then forget it, or for one key.
global SumStats::collect: event(request: string, ss_name: string);
global SumStats::ask: event(request: string, ss_name: string, key: Key);

# They answer, in pieces; nobody's answer ends before the last one.
global SumStats::collected: event(request: string, ss_name: string, data: ResultTable, is_last: bool);

# A worker has seen much of a key, or has come to its end and gives what it has.
global SumStats::look: event(ss_name: string, key: Key);
global SumStats::left_over: event(ss_name: string, data: ResultTable);

# A key has crossed so many thresholds.
global SumStats::crossed: event(ss_name: string, key: Key, thresholds: count);

@if ( Cluster::local_node_type() == Cluster::MANAGER )

# How long answers are waited for; those that are missing then are left out.
const longest_wait = 1min;

# What was asked for, and what came.
type Request: record {
	ss_name: string;
	missing: count;
	data: ResultTable &default=ResultTable();
	# Whether it is the end of an epoch.
	is_epoch: bool &default=F;
	is_done: bool &default=F;
};

global requests: table[string] of Request = table() &create_expire=10min;

# Keys that all workers are being asked for.
global asked: set[string, Key] = set() &create_expire=1min;

function add_results(to: ResultTable, data: ResultTable) {
	for ( key, result in data )
		to[key] = key in to ? compose_results(to[key], result) : result;
}

function start_request(ss_name: string, is_epoch: bool): string {
	local request = unique_id("");
	local data: ResultTable = table();

	# What was observed here counts too.
	if ( is_epoch && ss_name in result_store )
		data = copy(result_store[ss_name]);

	requests[request] = Request($ss_name=ss_name, $missing=Cluster::get_active_node_count(Cluster::WORKER), $is_epoch=is_epoch, $data=data);
	return request;
}

event SumStats::all_came(request: string) {
	if ( request !in requests || requests[request]$is_done )
		return;

	local r = requests[request];
	r$is_done = T;

	if ( r$ss_name !in stats_store )
		return;

	local ss = stats_store[r$ss_name];

	for ( key, result in r$data )
		if ( check_thresholds(ss, key, result, 1.0) ) {
			threshold_crossed(ss, key, result);
			Cluster::publish(Cluster::worker_topic, SumStats::crossed, ss$name, key, threshold_tracker[ss$name][key]);
		}

	if ( r$is_epoch ) {
		# The next epoch begins without any.
		if ( ss$name in threshold_tracker )
			threshold_tracker[ss$name] = table();

		if ( ss?$epoch_result )
			hand_out(ss, r$data);

		delete requests[request];
	}
	else
		for ( looked_at, _ in r$data )
			delete asked[ss$name, looked_at];
}

event SumStats::collected(request: string, ss_name: string, data: ResultTable, is_last: bool) {
	if ( request !in requests )
		return;

	local r = requests[request];
	add_results(r$data, data);

	if ( is_last && r$missing > 0 && --r$missing == 0 )
		event SumStats::all_came(request);
}

function gather_epoch(ss: SumStat) {
	local request = start_request(ss$name, T);
	result_store[ss$name] = table();
	Cluster::publish(Cluster::worker_topic, SumStats::collect, request, ss$name);

	if ( requests[request]$missing == 0 )
		event SumStats::all_came(request);
	else
		schedule longest_wait { SumStats::all_came(request) };
}

event SumStats::finish_epoch(ss: SumStat) {
	if ( zeek_is_terminating() )
		return;

	gather_epoch(ss);

	if ( ss$epoch != 0secs )
		schedule ss$epoch { SumStats::finish_epoch(ss) };
}

function ask_for(ss_name: string, key: Key): string {
	local request = start_request(ss_name, F);

	if ( ss_name in result_store && key in result_store[ss_name] )
		requests[request]$data[key] = copy(result_store[ss_name][key]);

	Cluster::publish(Cluster::worker_topic, SumStats::ask, request, ss_name, key);

	if ( requests[request]$missing == 0 )
		event SumStats::all_came(request);
	else
		schedule longest_wait { SumStats::all_came(request) };

	return request;
}

event SumStats::look(ss_name: string, key: Key) {
	if ( ss_name !in stats_store || [ss_name, key] in asked )
		return;

	add asked[ss_name, key];
	ask_for(ss_name, key);
}

event SumStats::left_over(ss_name: string, data: ResultTable) {
	if ( ss_name !in stats_store )
		return;

	if ( ss_name !in result_store )
		result_store[ss_name] = table();

	add_results(result_store[ss_name], data);
}

# Before the handlers of users, which may want to see the results.
event zeek_done() &priority=10 {
	for ( _, r in requests )
		if ( r$is_epoch && ! r$is_done && r$ss_name in stats_store && stats_store[r$ss_name]?$epoch_result )
			hand_out(stats_store[r$ss_name], r$data);

	for ( name, ss in stats_store )
		if ( ss$epoch != 0secs && name in result_store ) {
			for ( key, result in result_store[name] )
				if ( check_thresholds(ss, key, result, 1.0) )
					threshold_crossed(ss, key, result);

			if ( ss?$epoch_result )
				hand_out(ss, result_store[name]);
		}
}

function data_added(ss: SumStat, key: Key, result: Result) {
	if ( check_thresholds(ss, key, result, 1.0) )
		threshold_crossed(ss, key, result);
}

function request_key(ss_name: string, key: Key): Result {
	local request = ask_for(ss_name, key);

	return when [request, key] ( request in requests && requests[request]$is_done ) {
		local found: Result = table();

		if ( key in requests[request]$data )
			found = requests[request]$data[key];

		delete requests[request];
		return found;
	}
	timeout 2min {
		return table();
	}
}

@else

# How many results one event carries.
const results_in_an_event = 50;

# Keys that the manager was told of lately.
global told: set[string, Key] = set() &create_expire=10sec;

# Gives away some results, and comes again for the rest.
event SumStats::give(request: string, ss_name: string, data: ResultTable) {
	local part: ResultTable = table();

	for ( key, result in data ) {
		part[key] = result;

		if ( |part| == results_in_an_event )
			break;
	}

	for ( given, _ in part )
		delete data[given];

	Cluster::publish(Cluster::manager_topic, SumStats::collected, request, ss_name, part, |data| == 0);

	if ( |data| > 0 )
		event SumStats::give(request, ss_name, data);
}

event SumStats::collect(request: string, ss_name: string) {
	local data: ResultTable = table();

	if ( ss_name in stats_store ) {
		if ( ss_name in result_store )
			data = result_store[ss_name];

		reset(stats_store[ss_name]);
	}

	event SumStats::give(request, ss_name, data);
}

event SumStats::ask(request: string, ss_name: string, key: Key) {
	local data: ResultTable = table();

	if ( ss_name in result_store && key in result_store[ss_name] )
		data[key] = result_store[ss_name][key];

	Cluster::publish(Cluster::manager_topic, SumStats::collected, request, ss_name, data, T);
}

event SumStats::crossed(ss_name: string, key: Key, thresholds: count) {
	if ( ss_name !in threshold_tracker )
		threshold_tracker[ss_name] = table();

	threshold_tracker[ss_name][key] = thresholds;
	delete told[ss_name, key];
}

function data_added(ss: SumStat, key: Key, result: Result) {
	if ( ! enable_intermediate_updates || [ss$name, key] in told )
		return;

	if ( check_thresholds(ss, key, result, cluster_request_global_view_percent) ) {
		add told[ss$name, key];
		Cluster::publish(Cluster::manager_topic, SumStats::look, ss$name, key);
	}
}

# What was computed here; only the manager can ask others.
function request_key(ss_name: string, key: Key): Result {
	return when [ss_name, key] ( T ) {
		local found: Result = table();

		if ( ss_name in result_store && key in result_store[ss_name] )
			found = result_store[ss_name][key];

		return found;
	}
}

# What is left of the last epoch must not be lost.
event zeek_done() &priority=10 {
	for ( name, ss in stats_store ) {
		if ( ss$epoch == 0secs || name !in result_store )
			next;

		local part: ResultTable = table();

		for ( key, result in result_store[name] ) {
			part[key] = result;

			if ( |part| == results_in_an_event ) {
				Cluster::publish(Cluster::manager_topic, SumStats::left_over, name, part);
				part = table();
			}
		}

		if ( |part| > 0 )
			Cluster::publish(Cluster::manager_topic, SumStats::left_over, name, part);
	}
}

@endif
