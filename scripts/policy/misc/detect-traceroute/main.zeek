##! Detects traceroute: a host sends packets that do not get far, and routers say so.

@load base/frameworks/logging
@load base/frameworks/notice
@load base/frameworks/signatures
@load base/frameworks/sumstats
@load-sigs ./detect-low-ttls.sig

redef Signatures::ignored_ids += /traceroute-detector.*/;

module Traceroute;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	redef enum Notice::Type += {
		## A host traced a route.
		Detected
	};

	## Whether the packets must have been seen that do not get far.
	const require_low_ttl_packets = T &redef;

	## How many routers must have answered.
	const icmp_time_exceeded_threshold: double = 3 &redef;

	## In how much time.
	const icmp_time_exceeded_interval = 3min &redef;

	## A row of the log.
	type Info: record {
		## When it was detected.
		ts: time &log;
		## The host that traces.
		src: addr &log;
		## The host at the end of the route.
		dst: addr &log;
		## The protocol of its packets.
		proto: string &log;
	};

	## Raised for each row.
	global log_traceroute: event(rec: Traceroute::Info);
}

const answers = "traceroute.time_exceeded";
const short_lived = "traceroute.low_ttl_packet";

# Results are told apart by both hosts and the protocol.
function route_key(id: conn_id): SumStats::Key {
	return SumStats::Key($str=fmt("%s-%s-%s", id$orig_h, id$resp_h, get_port_transport_proto(id$resp_p)));
}

function routers(key: SumStats::Key, result: SumStats::Result): double {
	if ( require_low_ttl_packets && result[short_lived]$sum == 0.0 )
		return 0.0;

	return result[answers]$unique + 0.0;
}

function detected(key: SumStats::Key, result: SumStats::Result) {
	local parts = split_string_n(key$str, /-/, F, 2);
	local row = Info($ts=network_time(), $src=to_addr(parts[0]), $dst=to_addr(parts[1]), $proto=parts[2]);

	Log::write(LOG, row);
	NOTICE(Notice::Info($note=Detected, $src=row$src, $identifier=cat(row$src, row$proto),
	                    $msg=fmt("%s seems to be running traceroute using %s", row$src, row$proto)));
}

event zeek_init() &priority=5 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_traceroute, $path="traceroute", $policy=log_policy));

	SumStats::create(SumStats::SumStat(
		$name="traceroute-detection",
		$epoch=icmp_time_exceeded_interval,
		$reducers=set(SumStats::Reducer($stream=answers, $apply=set(SumStats::UNIQUE)),
		              SumStats::Reducer($stream=short_lived, $apply=set(SumStats::SUM))),
		$threshold=icmp_time_exceeded_threshold,
		$threshold_val=routers,
		$threshold_crossed=detected));
}

event signature_match(state: signature_state, msg: string, data: string) {
	if ( state$sig_id == /traceroute-detector.*/ )
		SumStats::observe(short_lived, route_key(state$conn$id), SumStats::Observation($num=1));
}

event icmp_time_exceeded(c: connection, info: icmp_info, code: count, context: icmp_context) {
	SumStats::observe(answers, route_key(context$id), SumStats::Observation($str=cat(c$id$orig_h)));
}
