##! Says when packets were lost because they came faster than they could be processed.

@load base/frameworks/notice

module PacketFilter;

export {
	redef enum Notice::Type += {
		## Packets were lost.
		Dropped_Packets,
	};

	## How often that is looked at.
	const stats_collection_interval = 5min;
}

event net_stats_update(last_stat: NetStats) {
	local present = get_net_stats();
	local dropped = present$pkts_dropped - last_stat$pkts_dropped;
	local received = present$pkts_recvd - last_stat$pkts_recvd;
	local seen = present$pkts_link - last_stat$pkts_link;

	if ( dropped > 0 )
		NOTICE(Notice::Info($note=Dropped_Packets,
		                    $msg=fmt("%d packets dropped after filtering, %d received%s", dropped, received + dropped,
		                             seen == 0 ? "" : fmt(", %d on link", seen))));

	schedule stats_collection_interval { net_stats_update(present) };
}

# Files lose no packets.
event zeek_init() {
	if ( ! reading_traces() )
		schedule stats_collection_interval { net_stats_update(get_net_stats()) };
}
