##! Logs how much the process has to do: memory, packets, connections, events and so on.

@load base/frameworks/logging
@load base/frameworks/notice
@load base/frameworks/telemetry
@load base/utils/time

module Stats;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## How often a row is written.
	option report_interval = 5min;

	## A row of the log. Where it says "since", it is since the last row.
	type Info: record {
		## When it was written.
		ts: time &log;
		## The node.
		peer: string &log;
		## Memory in MB.
		mem: count &log;
		## Packets since.
		pkts_proc: count &log;
		## Bytes in them.
		bytes_recv: count &log;
		## Packets that were lost since.
		pkts_dropped: count &log &optional;
		## Packets on the wire since.
		pkts_link: count &log &optional;
		## How far the packets are behind the clock.
		pkt_lag: interval &log &optional;
		## Packets since that a filter kept away.
		pkts_filtered: count &log &optional;
		## Events since.
		events_proc: count &log;
		## Events since that waited in the queue.
		events_queued: count &log;
		## TCP connections now.
		active_tcp_conns: count &log;
		## UDP connections now.
		active_udp_conns: count &log;
		## ICMP connections now.
		active_icmp_conns: count &log;
		## TCP connections since.
		tcp_conns: count &log;
		## UDP connections since.
		udp_conns: count &log;
		## ICMP connections since.
		icmp_conns: count &log;
		## Timers since.
		timers: count &log;
		## Timers now.
		active_timers: count &log;
		## Files since.
		files: count &log;
		## Files now.
		active_files: count &log;
		## DNS look-ups since.
		dns_requests: count &log;
		## DNS look-ups now.
		active_dns_requests: count &log;
		## Bytes of TCP that wait for others.
		reassem_tcp_size: count &log;
		## Bytes of files that wait for others.
		reassem_file_size: count &log;
		## Bytes of IP fragments that wait for others.
		reassem_frag_size: count &log;
		## Other bytes that wait for others.
		reassem_unknown_size: count &log;
	};

	## Raised for each row.
	global log_stats: event(rec: Info);
}

event zeek_init() &priority=5 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_stats, $path="stats", $policy=log_policy));
}

# All that the engine counts at one time.
type Sample: record {
	net: NetStats;
	conn: ConnStats;
	events: EventStats;
	timers: TimerStats;
	files: FileAnalysisStats;
	dns: DNSStats;
};

function take_sample(): Sample {
	return Sample($net=get_net_stats(), $conn=get_conn_stats(), $events=get_event_stats(), $timers=get_timer_stats(),
	              $files=get_file_analysis_stats(), $dns=get_dns_stats());
}

event check_stats(before: Sample) {
	local s = take_sample();
	local waiting = get_reassembler_stats();

	local row = Info(
		$ts=network_time(),
		$peer=peer_description,
		$mem=get_proc_stats()$mem / 1048576,
		$pkts_proc=s$net$pkts_recvd - before$net$pkts_recvd,
		$bytes_recv=s$net$bytes_recvd - before$net$bytes_recvd,
		$events_proc=s$events$dispatched - before$events$dispatched,
		$events_queued=s$events$queued - before$events$queued,
		$active_tcp_conns=s$conn$num_tcp_conns,
		$active_udp_conns=s$conn$num_udp_conns,
		$active_icmp_conns=s$conn$num_icmp_conns,
		$tcp_conns=s$conn$cumulative_tcp_conns - before$conn$cumulative_tcp_conns,
		$udp_conns=s$conn$cumulative_udp_conns - before$conn$cumulative_udp_conns,
		$icmp_conns=s$conn$cumulative_icmp_conns - before$conn$cumulative_icmp_conns,
		$timers=s$timers$cumulative - before$timers$cumulative,
		$active_timers=s$timers$current,
		$files=s$files$cumulative - before$files$cumulative,
		$active_files=s$files$current,
		$dns_requests=s$dns$requests - before$dns$requests,
		$active_dns_requests=s$dns$pending,
		$reassem_tcp_size=waiting$tcp_size,
		$reassem_file_size=waiting$file_size,
		$reassem_frag_size=waiting$frag_size,
		$reassem_unknown_size=waiting$unknown_size);

	if ( reading_live_traffic() ) {
		row$pkt_lag = get_packet_lag();
		row$pkts_link = s$net$pkts_link - before$net$pkts_link;
		row$pkts_dropped = s$net$pkts_dropped - before$net$pkts_dropped;

		if ( s$net?$pkts_filtered && before$net?$pkts_filtered )
			row$pkts_filtered = s$net$pkts_filtered - before$net$pkts_filtered;
	}

	Log::write(LOG, row);

	if ( ! zeek_is_terminating() )
		schedule report_interval { check_stats(s) };
}

event zeek_init() {
	schedule report_interval { check_stats(take_sample()) };
}

# The same as metrics.

function network_counter(name: string, help: string): Telemetry::CounterFamily {
	return Telemetry::register_counter_family(Telemetry::MetricOpts($prefix="zeek", $name=name, $unit="", $help_text=help));
}

function network_gauge(name: string, help: string): Telemetry::GaugeFamily {
	return Telemetry::register_gauge_family(Telemetry::MetricOpts($prefix="zeek", $name=name, $unit="seconds", $help_text=help));
}

global bytes_received = network_counter("net-received-bytes", "Bytes that were captured");
global packets_received = network_counter("net-received-packets", "Packets that were captured");
global packets_dropped = network_counter("net-dropped-packets", "Packets that were lost");
global packets_on_link = network_counter("net-link-packets", "Packets on the wire");
global packets_filtered = network_counter("net-filtered-packets", "Packets that a filter kept away");
global packet_lag = network_gauge("net-packet-lag", "How far packets are behind the clock");
global packet_time = network_gauge("net-timestamp", "The time of the last packet");

hook Telemetry::sync() {
	local net = get_net_stats();

	Telemetry::gauge_family_set(packet_time, vector(), time_to_double(network_time()));
	Telemetry::counter_family_set(bytes_received, vector(), net$bytes_recvd);
	Telemetry::counter_family_set(packets_received, vector(), net$pkts_recvd);

	if ( ! reading_live_traffic() )
		return;

	Telemetry::gauge_family_set(packet_lag, vector(), interval_to_double(current_time() - network_time()));
	Telemetry::counter_family_set(packets_dropped, vector(), net$pkts_dropped);
	Telemetry::counter_family_set(packets_on_link, vector(), net$pkts_link);

	if ( net?$pkts_filtered )
		Telemetry::counter_family_set(packets_filtered, vector(), net$pkts_filtered);
}
