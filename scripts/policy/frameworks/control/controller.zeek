##! Gives one order to a running process that has loaded `frameworks/control/controllee`, and ends with its answer. The process must
##! run on the same machine: see `Broker::peer`.

@load base/frameworks/broker
@load base/frameworks/control

module Control;

event zeek_init() &priority=5 {
	if ( cmd !in commands ) {
		Reporter::error(fmt("The '%s' control command is unknown.", cmd));
		terminate();
		return;
	}

	if ( cmd == "id_value" && arg == "" )
		Reporter::fatal("The Control::id_value command requires that Control::arg also has some value.");

	# What is asked is answered under this topic.
	Broker::subscribe(topic_prefix);
	Broker::peer(cat(host), host_port);
}

event Broker::peer_added(endpoint: Broker::EndpointInfo, msg: string) &priority=-10 {
	local topic = fmt("%s/%s", topic_prefix, endpoint$id);

	switch ( cmd ) {
		case "id_value":
			Cluster::publish(topic, Control::id_value_request, arg);
			break;
		case "peer_status":
			Cluster::publish(topic, Control::peer_status_request);
			break;
		case "net_stats":
			Cluster::publish(topic, Control::net_stats_request);
			break;
		case "configuration_update":
			Cluster::publish(topic, Control::configuration_update_request);
			break;
		case "shutdown":
			Cluster::publish(topic, Control::shutdown_request);
			break;
	}
}

event Control::id_value_response(id: string, val: string) &priority=-10 {
	event terminate_event();
}

event Control::peer_status_response(s: string) &priority=-10 {
	event terminate_event();
}

event Control::net_stats_response(s: string) &priority=-10 {
	event terminate_event();
}

event Control::configuration_update_response() &priority=-10 {
	event terminate_event();
}

event Control::shutdown_response() &priority=-10 {
	event terminate_event();
}
