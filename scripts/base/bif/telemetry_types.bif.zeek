##! Types that the telemetry framework shares with the engine.

module Telemetry;

export {
	type MetricType: enum {
		COUNTER,
		GAUGE,
		HISTOGRAM,
	};
}
