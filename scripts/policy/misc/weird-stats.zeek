##! Logs how often each kind of unusual activity happened, all of it and not only what is logged.

@load base/frameworks/cluster
@load base/frameworks/logging
@load base/frameworks/sumstats

module WeirdStats;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## How often rows are written.
	const weird_stat_interval = 15min &redef;

	## A row of the log.
	type Info: record {
		## When it was written.
		ts: time &log;
		## The kind of activity.
		name: string &log;
		## How often it happened since the last row.
		num_seen: count &log;
	};

	## Raised for each row.
	global log_weird_stats: event(rec: Info);
}

# How often it happened since the beginning, now and the last time.
global totals: table[string] of double;
global last_totals: table[string] of double;

const stream = "weirds.encountered";

event zeek_init() &priority=5 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_weird_stats, $path="weird_stats", $policy=log_policy));

	SumStats::create(SumStats::SumStat(
		$name="weirds.statistics",
		$epoch=weird_stat_interval,
		$reducers=set(SumStats::Reducer($stream=stream, $apply=set(SumStats::SUM))),
		$epoch_result=function(ts: time, key: SumStats::Key, result: SumStats::Result) {
			totals[key$str] = result[stream]$sum;
		},
		$epoch_finished=function(ts: time) {
			for ( name, total in totals ) {
				local more = name in last_totals ? total - last_totals[name] : total;

				if ( more > 0.0 )
					Log::write(LOG, Info($ts=ts, $name=name, $num_seen=double_to_count(more)));
			}

			last_totals = totals;
			totals = table();
		}));
}

function tell_totals() {
	for ( name, seen in get_reporter_stats()$weirds_by_type )
		SumStats::observe(stream, SumStats::Key($str=name), SumStats::Observation($dbl=seen + 0.0));
}

# Just before the results are computed.
event SumStats::finish_epoch(ss: SumStats::SumStat) &priority=10 {
	if ( ss$name == "weirds.statistics" )
		tell_totals();
}
