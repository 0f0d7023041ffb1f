##! Counting until one threshold after the other is reached.

module GLOBAL;

export {
	## A counter.
	type TrackCount: record {
		## How often.
		n: count &default=0;
		## Which threshold is next.
		index: count &default=0;
	};

	## The thresholds of `default_check_threshold`.
	const default_notice_thresholds: vector of count = { 30, 100, 1000, 10000, 100000, 1000000, 10000000 } &redef;

	## Whether a counter has reached the next threshold; if so, the one after that is next.
	global check_threshold: function(v: vector of count, tracker: TrackCount): bool;

	## The same with `default_notice_thresholds`.
	global default_check_threshold: function(tracker: TrackCount): bool;
}

function new_track_count(): TrackCount {
	return TrackCount();
}

function check_threshold(v: vector of count, tracker: TrackCount): bool {
	local reached = tracker$index < |v| && v[tracker$index] <= tracker$n;

	if ( reached )
		++tracker$index;

	return reached;
}

function default_check_threshold(tracker: TrackCount): bool {
	return check_threshold(default_notice_thresholds, tracker);
}
