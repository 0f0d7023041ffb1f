##! Metrics, as Prometheus collects them: counters that only grow, gauges, and histograms. Metrics of the same name with
##! different labels are a family.

@load base/misc/version
@load base/bif/telemetry_functions.bif

module Telemetry;

export {
	## The values of labels, in the order in which the family names the labels.
	type labels_vector: vector of string;

	## Counters of one name.
	type CounterFamily: record {
		__family: opaque of counter_metric_family;
		__labels: vector of string;
	};

	## A counter.
	type Counter: record {
		__metric: opaque of counter_metric;
	};

	## Makes a family of counters.
	global register_counter_family: function(opts: MetricOpts): CounterFamily;

	## The counter with these labels.
	global counter_with: function(cf: CounterFamily, label_values: labels_vector &default=vector()): Counter;

	## Adds to a counter.
	global counter_inc: function(c: Counter, amount: double &default=1.0): bool;

	## Sets a counter; F if it would become lower.
	global counter_set: function(c: Counter, value: double): bool;

	## Adds to the counter with these labels.
	global counter_family_inc: function(cf: CounterFamily, label_values: labels_vector &default=vector(),
	                                    amount: double &default=1.0): bool;

	## Sets the counter with these labels.
	global counter_family_set: function(cf: CounterFamily, label_values: labels_vector, value: double): bool;

	## Gauges of one name.
	type GaugeFamily: record {
		__family: opaque of gauge_metric_family;
		__labels: vector of string;
	};

	## A gauge.
	type Gauge: record {
		__metric: opaque of gauge_metric;
	};

	## Makes a family of gauges.
	global register_gauge_family: function(opts: MetricOpts): GaugeFamily;

	## The gauge with these labels.
	global gauge_with: function(gf: GaugeFamily, label_values: labels_vector &default=vector()): Gauge;

	## Adds to a gauge.
	global gauge_inc: function(g: Gauge, amount: double &default=1.0): bool;

	## Takes from a gauge.
	global gauge_dec: function(g: Gauge, amount: double &default=1.0): bool;

	## Sets a gauge.
	global gauge_set: function(g: Gauge, value: double): bool;

	## Adds to the gauge with these labels.
	global gauge_family_inc: function(gf: GaugeFamily, label_values: labels_vector &default=vector(),
	                                  amount: double &default=1.0): bool;

	## Takes from the gauge with these labels.
	global gauge_family_dec: function(gf: GaugeFamily, label_values: labels_vector &default=vector(),
	                                  amount: double &default=1.0): bool;

	## Sets the gauge with these labels.
	global gauge_family_set: function(g: GaugeFamily, label_values: labels_vector, value: double): bool;

	## Histograms of one name.
	type HistogramFamily: record {
		__family: opaque of histogram_metric_family;
		__labels: vector of string;
	};

	## A histogram.
	type Histogram: record {
		__metric: opaque of histogram_metric;
	};

	## Makes a family of histograms; `bounds` must be given.
	global register_histogram_family: function(opts: MetricOpts): HistogramFamily;

	## The histogram with these labels.
	global histogram_with: function(hf: HistogramFamily, label_values: labels_vector &default=vector()): Histogram;

	## Counts a value.
	global histogram_observe: function(h: Histogram, measurement: double): bool;

	## Counts a value in the histogram with these labels.
	global histogram_family_observe: function(hf: HistogramFamily, label_values: labels_vector, measurement: double): bool;

	## All counters and gauges whose prefix and name match; stars match anything.
	global collect_metrics: function(prefix: string &default="*", name: string &default="*"): vector of Metric;

	## All histograms whose prefix and name match.
	global collect_histogram_metrics: function(prefix: string &default="*", name: string &default="*"): vector of HistogramMetric;
}

# Names and values of labels. They are as many, or somebody made a mistake.
function labels_are_complete(names: vector of string, values: labels_vector): bool {
	if ( |names| == |values| )
		return T;

	Reporter::error(fmt("Invalid label values expected %s, have %s", |names|, |values|));
	return F;
}

function make_labels(names: vector of string, values: labels_vector): table[string] of string {
	local labels: table[string] of string;

	for ( i, name in names )
		labels[name] = values[i];

	return labels;
}

function register_counter_family(opts: MetricOpts): CounterFamily {
	return CounterFamily($__family=__counter_family(opts$prefix, opts$name, opts$label_names, opts$help_text, opts$unit),
	                     $__labels=opts$label_names);
}

# What is counted with labels that make no sense.
global stray_counter = register_counter_family(MetricOpts($prefix="zeek", $name="telemetry_counter_usage_error", $unit="",
	$help_text="Uses of counters with a wrong number of labels; reporter.log has them one by one."));

function counter_with(cf: CounterFamily, label_values: labels_vector &default=vector()): Counter {
	if ( ! labels_are_complete(cf$__labels, label_values) )
		return Counter($__metric=__counter_metric_get_or_add(stray_counter$__family, table()));

	return Counter($__metric=__counter_metric_get_or_add(cf$__family, make_labels(cf$__labels, label_values)));
}

function counter_inc(c: Counter, amount: double &default=1.0): bool {
	return __counter_inc(c$__metric, amount);
}

function counter_set(c: Counter, value: double): bool {
	local present = __counter_value(c$__metric);

	if ( value < present ) {
		Reporter::error(fmt("Attempted to set lower counter value=%s cur_value=%s", value, present));
		return F;
	}

	return counter_inc(c, value - present);
}

function counter_family_inc(cf: CounterFamily, label_values: labels_vector &default=vector(), amount: double &default=1.0): bool {
	return counter_inc(counter_with(cf, label_values), amount);
}

function counter_family_set(cf: CounterFamily, label_values: labels_vector, value: double): bool {
	return counter_set(counter_with(cf, label_values), value);
}

function register_gauge_family(opts: MetricOpts): GaugeFamily {
	return GaugeFamily($__family=__gauge_family(opts$prefix, opts$name, opts$label_names, opts$help_text, opts$unit),
	                   $__labels=opts$label_names);
}

# What is counted with labels that make no sense.
global stray_gauge = register_gauge_family(MetricOpts($prefix="zeek", $name="telemetry_gauge_usage_error", $unit="",
	$help_text="Uses of gauges with a wrong number of labels; reporter.log has them one by one."));

function gauge_with(gf: GaugeFamily, label_values: labels_vector &default=vector()): Gauge {
	if ( ! labels_are_complete(gf$__labels, label_values) )
		return Gauge($__metric=__gauge_metric_get_or_add(stray_gauge$__family, table()));

	return Gauge($__metric=__gauge_metric_get_or_add(gf$__family, make_labels(gf$__labels, label_values)));
}

function gauge_inc(g: Gauge, amount: double &default=1.0): bool {
	return __gauge_inc(g$__metric, amount);
}

function gauge_dec(g: Gauge, amount: double &default=1.0): bool {
	return __gauge_dec(g$__metric, amount);
}

function gauge_set(g: Gauge, value: double): bool {
	local missing = value - __gauge_value(g$__metric);
	return missing > 0.0 ? gauge_inc(g, missing) : gauge_dec(g, -missing);
}

function gauge_family_inc(gf: GaugeFamily, label_values: labels_vector &default=vector(), amount: double &default=1.0): bool {
	return gauge_inc(gauge_with(gf, label_values), amount);
}

function gauge_family_dec(gf: GaugeFamily, label_values: labels_vector &default=vector(), amount: double &default=1.0): bool {
	return gauge_dec(gauge_with(gf, label_values), amount);
}

function gauge_family_set(g: GaugeFamily, label_values: labels_vector, value: double): bool {
	return gauge_set(gauge_with(g, label_values), value);
}

function register_histogram_family(opts: MetricOpts): HistogramFamily {
	return HistogramFamily($__family=__histogram_family(opts$prefix, opts$name, opts$label_names, opts$bounds, opts$help_text, opts$unit),
	                       $__labels=opts$label_names);
}

# What is counted with labels that make no sense.
global stray_histogram = register_histogram_family(MetricOpts($prefix="zeek", $name="telemetry_histogram_usage_error", $unit="",
	$help_text="Uses of histograms with a wrong number of labels; reporter.log has them one by one.", $bounds=vector(1.0)));

function histogram_with(hf: HistogramFamily, label_values: labels_vector &default=vector()): Histogram {
	if ( ! labels_are_complete(hf$__labels, label_values) )
		return Histogram($__metric=__histogram_metric_get_or_add(stray_histogram$__family, table()));

	return Histogram($__metric=__histogram_metric_get_or_add(hf$__family, make_labels(hf$__labels, label_values)));
}

function histogram_observe(h: Histogram, measurement: double): bool {
	return __histogram_observe(h$__metric, measurement);
}

function histogram_family_observe(hf: HistogramFamily, label_values: labels_vector, measurement: double): bool {
	return histogram_observe(histogram_with(hf, label_values), measurement);
}

function collect_metrics(prefix: string &default="*", name: string &default="*"): vector of Metric {
	return __collect_metrics(prefix, name);
}

function collect_histogram_metrics(prefix: string &default="*", name: string &default="*"): vector of HistogramMetric {
	return __collect_histogram_metrics(prefix, name);
}

# The version that is running, as the labels of a gauge that is always 1.
global version_gauge = register_gauge_family(MetricOpts($prefix="zeek", $name="version_info", $unit="", $help_text="The Zeek version",
	$label_names=vector("version_number", "major", "minor", "patch", "commit", "beta", "debug", "version_string")));

event zeek_init() {
	local v = Version::info;

	gauge_family_set(version_gauge, vector(cat(v$version_number), cat(v$major), cat(v$minor), cat(v$patch), cat(v$commit),
	                                       v$beta ? "true" : "false", v$debug ? "true" : "false", v$version_string), 1.0);
}
