##! Times.

## The time that is before all others.
const null_ts = double_to_time(0);

## A duration in minutes and seconds: "2m5s".
function duration_to_mins_secs(dur: interval): string {
	local seconds = double_to_count(interval_to_double(dur));
	return fmt("%dm%ds", seconds / 60, seconds % 60);
}

## How far the packet that is being processed is behind the clock, 0 if there is no packet.
function get_packet_lag(): interval {
	local ts = get_current_packet_ts();
	return ts == null_ts ? 0sec : current_time() - ts;
}
