##! What the telemetry framework asks of the engine.

module Telemetry;

export {
	## See `Telemetry::register_counter_family`.
	global __counter_family: function(prefix: string, name: string, labels: string_vec, helptext: string &default="Zeek Script Metric", unit: string &default=""): opaque of counter_metric_family;

	## See `Telemetry::counter_with`.
	global __counter_metric_get_or_add: function(family: opaque of counter_metric_family, labels: table_string_of_string): opaque of counter_metric;

	## See `Telemetry::counter_inc`.
	global __counter_inc: function(val: opaque of counter_metric, amount: double &default=1.0): bool;

	## The value of a counter.
	global __counter_value: function(val: opaque of counter_metric): double;

	## See `Telemetry::register_gauge_family`.
	global __gauge_family: function(prefix: string, name: string, labels: string_vec, helptext: string &default="Zeek Script Metric", unit: string &default=""): opaque of gauge_metric_family;

	## See `Telemetry::gauge_with`.
	global __gauge_metric_get_or_add: function(family: opaque of gauge_metric_family, labels: table_string_of_string): opaque of gauge_metric;

	## See `Telemetry::gauge_inc`.
	global __gauge_inc: function(val: opaque of gauge_metric, amount: double &default=1.0): bool;

	## See `Telemetry::gauge_dec`.
	global __gauge_dec: function(val: opaque of gauge_metric, amount: double &default=1.0): bool;

	## The value of a gauge.
	global __gauge_value: function(val: opaque of gauge_metric): double;

	## See `Telemetry::register_histogram_family`.
	global __histogram_family: function(prefix: string, name: string, labels: string_vec, bounds: double_vec, helptext: string &default="Zeek Script Metric", unit: string &default=""): opaque of histogram_metric_family;

	## See `Telemetry::histogram_with`.
	global __histogram_metric_get_or_add: function(family: opaque of histogram_metric_family, labels: table_string_of_string): opaque of histogram_metric;

	## See `Telemetry::histogram_observe`.
	global __histogram_observe: function(val: opaque of histogram_metric, measurement: double): bool;

	## The sum of all observations of a histogram.
	global __histogram_sum: function(val: opaque of histogram_metric): double;

	## See `Telemetry::collect_metrics`.
	global __collect_metrics: function(prefix: string, name: string): any_vec;

	## See `Telemetry::collect_histogram_metrics`.
	global __collect_histogram_metrics: function(prefix: string, name: string): any_vec;
}
