##! Summary statistics: scripts tell what they *observe*, *reducers* compute something from the observations for each *key*, and
##! at the end of each *epoch*, or when a threshold is crossed, the results are handed out.

module SumStats;

export {
	## What can be computed; each plugin adds one.
	type Calculation: enum {
		## Nothing.
		PLACEHOLDER
	};

	## What results are told apart by.
	type Key: record {
		## A text.
		str: string &optional;
		## A host.
		host: addr &optional;
	};

	## What was observed: a number, or something to be counted.
	type Observation: record {
		num: count &optional;
		dbl: double &optional;
		str: string &optional;
	};

	## What is computed.
	type Reducer: record {
		## From which observations.
		stream: string;
		## How.
		apply: set[Calculation];
		## Decides which observations count.
		pred: function(key: SumStats::Key, obs: SumStats::Observation): bool &optional;
		## Makes the key that an observation counts for.
		normalize_key: function(key: SumStats::Key): Key &optional;
	};

	## What was computed for one key and one reducer; each plugin adds its own fields.
	type ResultVal: record {
		## When the first observation was made.
		begin: time;
		## When the last was made.
		end: time;
		## How many were made.
		num: count &default=0;
	};

	## What was computed for one key, by stream.
	type Result: table[string] of ResultVal;

	## What was computed, by key.
	type ResultTable: table[Key] of Result;

	## A summary statistic.
	type SumStat: record {
		## Its name, one of a kind.
		name: string;
		## How long an epoch is; zero ends them only with `SumStats::next_epoch`.
		epoch: interval;
		## What is computed.
		reducers: set[Reducer];
		## The value that is compared with thresholds.
		threshold_val: function(key: SumStats::Key, result: SumStats::Result): double &optional;
		## A threshold that is crossed once.
		threshold: double &optional;
		## Thresholds that are crossed one after the other.
		threshold_series: vector of double &optional;
		## Called when one is crossed.
		threshold_crossed: function(key: SumStats::Key, result: SumStats::Result) &optional;
		## Called at the end of an epoch, for each key.
		epoch_result: function(ts: time, key: SumStats::Key, result: SumStats::Result) &optional;
		## Called after the last key.
		epoch_finished: function(ts: time) &optional;
	};

	## Makes a summary statistic.
	global create: function(ss: SumStats::SumStat);

	## Tells an observation.
	global observe: function(id: string, key: SumStats::Key, obs: SumStats::Observation);

	## What was computed for a key so far. For use in `when`.
	global request_key: function(ss_name: string, key: Key): Result;

	## A key as text.
	global key2str: function(key: SumStats::Key): string;

	## Ends the epoch of a statistic whose epochs do not end by themselves.
	global next_epoch: function(ss_name: string): bool;
}

# What a plugin computes from an observation.
type ObserveFunc: function(r: Reducer, val: double, data: Observation, rv: ResultVal);

redef record Reducer += {
	# The statistic that it belongs to, and its calculations in an order in which they can rely on each other.
	ssname: string &optional;
	calc_funcs: vector of Calculation &optional;
};

# Plugins make themselves known, prepare results, and put two results together.
global register_observe_plugins: hook();
global init_resultval_hook: hook(r: Reducer, rv: ResultVal);
global compose_resultvals_hook: hook(result: ResultVal, rv1: ResultVal, rv2: ResultVal);

# All statistics, the reducers of each stream, and the results.
global stats_store: table[string] of SumStat = table();
global reducer_store: table[string] of set[Reducer] = table();
global result_store: table[string] of ResultTable = table();

# How many thresholds a key has crossed, by statistic.
global threshold_tracker: table[string] of table[Key] of count;

# All calculations, and which others they need to go before them.
global calc_store: table[Calculation] of ObserveFunc = table();
global calc_deps: table[Calculation] of vector of Calculation = table();

# What is done with a new result and at the end of an epoch differs in a cluster.
global data_added: function(ss: SumStat, key: Key, result: Result);
global finish_epoch: event(ss: SumStat);

event zeek_init() &priority=100000 {
	hook register_observe_plugins();
}

function register_observe_plugin(calc: Calculation, func: ObserveFunc) {
	calc_store[calc] = func;
}

function add_observe_plugin_dependency(calc: Calculation, depends_on: Calculation) {
	if ( calc !in calc_deps )
		calc_deps[calc] = vector();

	calc_deps[calc] += depends_on;
}

function key2str(key: Key): string {
	local parts: vector of string;

	if ( key?$host )
		parts += fmt("host=%s", key$host);

	if ( key?$str )
		parts += "str=" + key$str;

	return fmt("sumstats_key(%s)", join_string_vec(parts, ", "));
}

function next_epoch(ss_name: string): bool {
	if ( ss_name !in stats_store || stats_store[ss_name]$epoch != 0secs )
		return F;

	event SumStats::finish_epoch(stats_store[ss_name]);
	return T;
}

function init_resultval(r: Reducer): ResultVal {
	local fresh = ResultVal($begin=network_time(), $end=network_time());
	hook init_resultval_hook(r, fresh);
	return fresh;
}

function compose_resultvals(rv1: ResultVal, rv2: ResultVal): ResultVal {
	local both = ResultVal($begin=rv2$begin < rv1$begin ? rv2$begin : rv1$begin,
	                       $end=rv2$end > rv1$end ? rv2$end : rv1$end,
	                       $num=rv1$num + rv2$num);

	hook compose_resultvals_hook(both, rv1, rv2);
	return both;
}

function compose_results(r1: Result, r2: Result): Result &is_used {
	local both: Result = table();

	for ( stream, rv in r1 )
		both[stream] = stream in r2 ? compose_resultvals(rv, r2[stream]) : rv;

	for ( stream, rv in r2 )
		if ( stream !in r1 )
			both[stream] = rv;

	return both;
}

function reset(ss: SumStat) {
	result_store[ss$name] = table();

	if ( ss$name in threshold_tracker )
		threshold_tracker[ss$name] = table();
}

# Adds a calculation behind all that it needs, each once.
function add_calculation(calcs: vector of Calculation, calc: Calculation) {
	for ( _, known in calcs )
		if ( known == calc )
			return;

	if ( calc in calc_deps )
		for ( _, needed in calc_deps[calc] )
			add_calculation(calcs, needed);

	calcs += calc;
}

function create(ss: SumStat) {
	local has_threshold = ss?$threshold || ss?$threshold_series;

	if ( has_threshold && ! ss?$threshold_val )
		Reporter::error("SumStats given a threshold with no $threshold_val function");

	stats_store[ss$name] = ss;

	if ( has_threshold )
		threshold_tracker[ss$name] = table();

	for ( reducer in ss$reducers ) {
		reducer$ssname = ss$name;
		reducer$calc_funcs = vector();

		for ( calc in reducer$apply )
			add_calculation(reducer$calc_funcs, calc);

		if ( reducer$stream !in reducer_store )
			reducer_store[reducer$stream] = set();

		add reducer_store[reducer$stream][reducer];
	}

	reset(ss);

	if ( ss$epoch != 0secs )
		schedule ss$epoch { SumStats::finish_epoch(ss) };
}

# How many thresholds a key has crossed in this epoch.
function crossed_so_far(ss_name: string, key: Key): count {
	if ( ss_name !in threshold_tracker || key !in threshold_tracker[ss_name] )
		return 0;

	return threshold_tracker[ss_name][key];
}

# Whether nobody will ask for the result of a key any more: all thresholds are crossed, and nothing else happens with it.
function is_settled(ss: SumStat, key: Key): bool {
	local crossed = crossed_so_far(ss$name, key);

	if ( ss?$threshold_series && crossed > 0 && crossed == |ss$threshold_series| )
		return T;

	return ss?$threshold && crossed > 0 && ! ss?$epoch_result;
}

# What was computed for a key so far, by stream.
function result_of(ss_name: string, key: Key): Result {
	if ( ss_name !in result_store )
		result_store[ss_name] = table();

	if ( key !in result_store[ss_name] )
		result_store[ss_name][key] = table();

	return result_store[ss_name][key];
}

# The number that an observation is; a text counts as one.
function number_of(obs: Observation): double {
	if ( obs?$num )
		return obs$num + 0.0;

	return obs?$dbl ? obs$dbl : 1.0;
}

# Counts an observation for one reducer.
function reduce(r: Reducer, id: string, key: Key, obs: Observation) {
	local result = result_of(r$ssname, key);

	if ( id !in result )
		result[id] = init_resultval(r);

	++result[id]$num;
	result[id]$end = network_time();

	for ( _, calc in r$calc_funcs )
		calc_store[calc](r, number_of(obs), obs, result[id]);

	data_added(stats_store[r$ssname], key, result);
}

function observe(id: string, key: Key, obs: Observation) {
	if ( id !in reducer_store )
		return;

	for ( r in reducer_store[id] ) {
		local own_key = r?$normalize_key ? r$normalize_key(copy(key)) : key;

		if ( r?$pred && ! r$pred(own_key, obs) )
			next;

		if ( ! is_settled(stats_store[r$ssname], own_key) )
			reduce(r, id, own_key, obs);
	}
}

# Gives functions of users a result for each stream.
function complete(ss: SumStat, result: Result) {
	if ( |result| == |ss$reducers| )
		return;

	for ( reducer in ss$reducers )
		if ( reducer$stream !in result )
			result[reducer$stream] = init_resultval(reducer);
}

# Whether a key crosses its next threshold. `modify_pct` says which share of all observations was made here, if they were not all.
function check_thresholds(ss: SumStat, key: Key, result: Result, modify_pct: double): bool {
	if ( ! ss?$threshold && ! ss?$threshold_series && ! ss?$threshold_crossed )
		return F;

	complete(ss, result);

	local value = ss$threshold_val(key, result);
	local crossed = crossed_so_far(ss$name, key);

	if ( modify_pct > 0.0 && modify_pct < 1.0 )
		value = value / modify_pct;

	if ( ss?$threshold && crossed == 0 && value >= ss$threshold )
		return T;

	return ss?$threshold_series && crossed < |ss$threshold_series| && value >= ss$threshold_series[crossed];
}

function threshold_crossed(ss: SumStat, key: Key, result: Result) &is_used {
	if ( ! ss?$threshold_crossed )
		return;

	if ( ss$name !in threshold_tracker )
		threshold_tracker[ss$name] = table();

	threshold_tracker[ss$name][key] = crossed_so_far(ss$name, key) + 1;
	complete(ss, result);
	ss$threshold_crossed(key, result);
}

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

# Hands out the results of an epoch.
function hand_out(ss: SumStat, data: ResultTable) &is_used {
	local now = network_time();

	# At the end there is no later.
	if ( |data| > 0 && ! zeek_is_terminating() ) {
		event SumStats::process_epoch_result(ss, now, copy(data));
		return;
	}

	for ( key, result in data )
		ss$epoch_result(now, key, result);

	if ( ss?$epoch_finished )
		ss$epoch_finished(now);
}
