##! Logs how many packets are probably lost, wherever that happens: TCP acknowledges data that was not captured.

@load base/frameworks/logging
@load base/frameworks/notice

module CaptureLoss;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	redef enum Notice::Type += {
		## More was lost than `CaptureLoss::too_much_loss`.
		Too_Much_Loss,
		## Less was seen than `CaptureLoss::minimum_acks`.
		Too_Little_Traffic,
	};

	## A row of the log.
	type Info: record {
		## When it was written.
		ts: time &log;
		## The time since the last row.
		ts_delta: interval &log;
		## The node.
		peer: string &log;
		## How often data was missing.
		gaps: count &log;
		## How often data was acknowledged.
		acks: count &log;
		## The share of the two in percent.
		percent_lost: double &log;
	};

	## How often a row is written.
	option watch_interval = 15mins;

	## When the first one is.
	option initial_watch_interval = 1mins;

	## The share at which there is a notice, 1 is all.
	option too_much_loss: double = 0.1;

	## How many acknowledgements there must be without a notice.
	option minimum_acks: count = 1;
}

event CaptureLoss::take_measurement(last_ts: time, last_acks: count, last_gaps: count) {
	local now = network_time();

	# Time may begin only with the first packet.
	if ( last_ts == 0 ) {
		schedule initial_watch_interval { CaptureLoss::take_measurement(now, 0, 0) };
		return;
	}

	local total = get_gap_stats();
	local row = Info($ts=now, $ts_delta=now - last_ts, $peer=peer_description, $gaps=total$gap_events - last_gaps,
	                 $acks=total$ack_events - last_acks, $percent_lost=0.0);

	if ( row$acks > 0 )
		row$percent_lost = 100.0 * row$gaps / row$acks;

	if ( row$percent_lost >= 100 * too_much_loss )
		NOTICE(Notice::Info($note=Too_Much_Loss,
		                    $msg=fmt("The capture loss script detected an estimated loss rate above %.3f%%", row$percent_lost)));

	if ( row$acks < minimum_acks )
		NOTICE(Notice::Info($note=Too_Little_Traffic,
		                    $msg=fmt("Only observed %d TCP ACKs and was expecting at least %d.", row$acks, minimum_acks)));

	Log::write(LOG, row);
	schedule watch_interval { CaptureLoss::take_measurement(now, total$ack_events, total$gap_events) };
}

event zeek_init() &priority=5 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $path="capture_loss", $policy=log_policy));

	if ( reading_traces() || reading_live_traffic() )
		schedule initial_watch_interval { CaptureLoss::take_measurement(network_time(), 0, 0) };
}
