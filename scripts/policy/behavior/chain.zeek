##! What the scripts about behaviour share: notices that name the connections which made them, a metric for what was not
##! followed, and where in a cluster it is counted.

@load base/frameworks/cluster
@load base/frameworks/notice
@load base/frameworks/telemetry

module Behavior;

export {
	redef record Notice::Info += {
		## The uids of the connections that made this notice, in the order of time; `sub` has them as text.
		chain: vector of string &optional;
	};

	## How many uids of a chain are kept at its beginning, and as many at its end. What lies between is left out.
	option chain_end = 16;

	## A chain that is as long as `Behavior::chain_end` allows.
	global shorten: function(uids: vector of string): vector of string;

	## A chain as text: uids with commas between them, and an ellipsis where some were left out.
	global chain_text: function(uids: vector of string): string;

	## Raises a notice with its chain.
	global tell: function(n: Notice::Info, uids: vector of string);

	## Counts what a script did not follow, or forgot early, because a table was full.
	global dropped: function(behavior: string, amount: count &default=1);

	## Whether this node counts for all: it is alone, or workers tell it.
	global is_home: function(): bool;

	## Says how many entries a script keeps. To be called in `Telemetry::sync`.
	global entries: function(behavior: string, amount: count);
}

global dropped_family = Telemetry::register_counter_family(Telemetry::MetricOpts($prefix="brood", $name="behavior_dropped", $unit="",
	$label_names=vector("behavior"), $help_text="What scripts about behavior did not follow, because a table was full."));

global entries_family = Telemetry::register_gauge_family(Telemetry::MetricOpts($prefix="brood", $name="behavior_entries", $unit="",
	$label_names=vector("behavior"), $help_text="Entries in the tables of scripts about behavior."));

# Looked up once: a flood drops much.
global counters: table[string] of Telemetry::Counter;

function shorten(uids: vector of string): vector of string {
	if ( |uids| <= 2 * chain_end )
		return uids;

	local ends = uids[:chain_end];

	for ( _, uid in uids[|uids| - chain_end:] )
		ends += uid;

	return ends;
}

function chain_text(uids: vector of string): string {
	if ( |uids| <= 2 * chain_end )
		return join_string_vec(uids, ",");

	return join_string_vec(uids[:chain_end], ",") + ",...," + join_string_vec(uids[|uids| - chain_end:], ",");
}

function tell(n: Notice::Info, uids: vector of string) {
	n$chain = shorten(uids);
	n$sub = chain_text(uids);
	NOTICE(n);
}

function dropped(behavior: string, amount: count &default=1) {
	if ( behavior !in counters )
		counters[behavior] = Telemetry::counter_with(dropped_family, vector(behavior));

	Telemetry::counter_inc(counters[behavior], amount + 0.0);
}

function is_home(): bool {
	return ! Cluster::is_enabled() || Cluster::local_node_type() != Cluster::WORKER;
}

function entries(behavior: string, amount: count) {
	Telemetry::gauge_set(Telemetry::gauge_with(entries_family, vector(behavior)), amount + 0.0);
}
