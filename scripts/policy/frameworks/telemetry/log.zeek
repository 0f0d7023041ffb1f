##! Logs metrics.

@load base/frameworks/logging
@load base/frameworks/telemetry

module Telemetry;

export {
	redef enum Log::ID += { LOG, LOG_HISTOGRAM };

	## How often they are logged.
	option log_interval = 60sec;

	## The prefixes of those that are; all if empty.
	option log_prefixes: set[string] = { "process", "zeek" };

	## A row of the log of counters and gauges.
	type Info: record {
		## When it was written.
		ts: time &log;
		## The node.
		peer: string &log;
		## "counter" or "gauge".
		metric_type: string &log;
		## The name of the metric.
		name: string &log;
		## The names of its labels.
		labels: vector of string &log;
		## The values of its labels.
		label_values: vector of string &log;
		## Its value.
		value: double &log;
	};

	## A row of the log of histograms.
	type HistogramInfo: record {
		## When it was written.
		ts: time &log;
		## The node.
		peer: string &log;
		## The name of the metric.
		name: string &log;
		## The names of its labels.
		labels: vector of string &log;
		## The values of its labels.
		label_values: vector of string &log;
		## The upper bounds of its buckets.
		bounds: vector of double &log;
		## How many observations fell into each.
		values: vector of double &log;
		## The sum of all observations.
		sum: double &log;
		## How many there were.
		observations: double &log;
	};

	global log_policy: Log::PolicyHook;
	global log_policy_histogram: Log::PolicyHook;

	## Raised for each row of counters and gauges.
	global log_telemetry: event(rec: Info);

	## Raised for each row of histograms.
	global log_telemetry_histogram: event(rec: HistogramInfo);
}

function log_metrics(prefix: string) {
	local now = network_time();

	for ( _, m in collect_metrics(prefix, "*") )
		if ( m$opts$metric_type != HISTOGRAM )
			Log::write(LOG, Info($ts=now, $peer=peer_description, $metric_type=m$opts$metric_type == COUNTER ? "counter" : "gauge",
			                     $name=m$opts$name, $labels=m$label_names, $label_values=m$label_values, $value=m$value));

	for ( _, h in collect_histogram_metrics(prefix, "*") )
		Log::write(LOG_HISTOGRAM, HistogramInfo($ts=now, $peer=peer_description, $name=h$opts$name, $labels=h$label_names,
		                                        $label_values=h$label_values, $bounds=h$opts$bounds, $values=h$values,
		                                        $sum=h$sum, $observations=h$observations));
}

function log_all() {
	if ( |log_prefixes| == 0 )
		log_metrics("*");

	for ( prefix in log_prefixes )
		log_metrics(prefix);
}

event Telemetry::log() {
	# There is a last time at the end.
	if ( ! zeek_is_terminating() ) {
		log_all();
		schedule log_interval { Telemetry::log() };
	}
}

event zeek_init() &priority=5 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_telemetry, $path="telemetry", $policy=log_policy));
	Log::create_stream(LOG_HISTOGRAM, Log::Stream($columns=HistogramInfo, $ev=log_telemetry_histogram,
	                                              $path="telemetry_histogram", $policy=log_policy_histogram));
	schedule log_interval { Telemetry::log() };
}

event zeek_done() &priority=-1000 {
	log_all();
}
