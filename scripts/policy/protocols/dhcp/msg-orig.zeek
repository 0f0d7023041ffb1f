##! Logs who sent each message of a conversation.

@load base/protocols/dhcp

module DHCP;

export {
	redef record DHCP::Info += {
		## The senders, in the order of the messages.
		msg_orig: vector of addr &log &default=addr_vec();
	};
}

event DHCP::aggregate_msgs(ts: time, id: conn_id, uid: string, is_orig: bool, msg: DHCP::Msg, options: DHCP::Options) &priority=3 {
	log_info$msg_orig += is_orig ? id$orig_h : id$resp_h;
}
