##! Takes orders from outside, and answers them.

@load base/frameworks/broker
@load base/frameworks/cluster
@load base/frameworks/control

module Control;

event zeek_init() &priority=-10 {
	Cluster::subscribe(topic_prefix + "/" + Cluster::node_id());

	# A node of a cluster is asked through the others. Alone, a process is asked from its own machine.
	if ( controllee_listen && ! Cluster::is_enabled() )
		Broker::listen();
}

# The topic of an answer.
function answer_topic(order: string): string {
	return fmt("%s/%s_response/%s", topic_prefix, order, Cluster::node);
}

event Control::id_value_request(id: string) {
	Cluster::publish(answer_topic("id_value"), Control::id_value_response, id, cat(lookup_ID(id)));
}

event Control::peer_status_request() {
	local status = "";

	for ( name, n in Cluster::nodes )
		if ( n?$id )
			status += fmt("%.6f peer=%s host=%s status=%s\n", network_time(), n$id, n$ip, name);

	Cluster::publish(answer_topic("peer_status"), Control::peer_status_response, status);
}

event Control::net_stats_request() {
	local stats = get_net_stats();
	local answer = fmt("%.6f recvd=%d dropped=%d link=%d\n", network_time(), stats$pkts_recvd, stats$pkts_dropped,
	                   stats$pkts_link);

	Cluster::publish(answer_topic("net_stats"), Control::net_stats_response, answer);
}

event Control::configuration_update_request() {
	# Whoever has something to do then handles this.
	event Control::configuration_update();
	Cluster::publish(answer_topic("configuration_update"), Control::configuration_update_response);
}

event Control::shutdown_request() {
	Cluster::publish(answer_topic("shutdown"), Control::shutdown_response);

	# The answer is to be sent first.
	schedule 1sec { terminate_event() };
}
