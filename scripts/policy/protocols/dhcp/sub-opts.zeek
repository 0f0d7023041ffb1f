##! Logs what relay agents add (RFC 3046, RFC 3993).

@load base/protocols/dhcp

module DHCP;

export {
	redef record DHCP::Info += {
		## The circuit that the client is at.
		circuit_id: string &log &optional;
		## The remote end of that circuit.
		agent_remote_id: string &log &optional;
		## The subscriber, wherever it is.
		subscriber_id: string &log &optional;
	};
}

event DHCP::aggregate_msgs(ts: time, id: conn_id, uid: string, is_orig: bool, msg: DHCP::Msg, options: DHCP::Options) {
	if ( ! options?$sub_opt )
		return;

	for ( _, one in options$sub_opt )
		switch ( one$code ) {
			case 1:
				log_info$circuit_id = one$value;
				break;
			case 2:
				log_info$agent_remote_id = one$value;
				break;
			case 6:
				log_info$subscriber_id = one$value;
				break;
		}
}
