##! Logs hosts that have had a TCP connection, once a day.

@load base/frameworks/cluster
@load base/frameworks/logging
@load base/utils/directions-and-hosts

module Known;

export {
	redef enum Log::ID += { HOSTS_LOG };

	global log_policy_hosts: Log::PolicyHook;

	## A row of the log.
	type HostsInfo: record {
		## When it was seen.
		ts: time &log;
		## The host.
		host: addr &log;
	};

	## There is no such store any more.
	const use_host_store = F &redef &deprecated="Remove in v9.1. Store support has been disabled by default since Zeek 6.0 due to performance and will be removed.";

	## Hosts that are logged.
	option host_tracking = LOCAL_HOSTS;

	## Hosts that were logged. In a cluster each proxy knows some, and workers remember what they have told.
	global hosts: set[addr] &create_expire=1day &redef;

	## Raised for each row.
	global log_known_hosts: event(rec: HostsInfo);
}

event zeek_init() &priority=5 {
	Log::create_stream(HOSTS_LOG, Log::Stream($columns=HostsInfo, $ev=log_known_hosts, $path="known_hosts",
	                                          $policy=log_policy_hosts));
}

event known_host_add(info: HostsInfo) {
	if ( info$host in hosts )
		return;

	add hosts[info$host];

@if ( ! Cluster::is_enabled() || Cluster::local_node_type() == Cluster::PROXY )
	Log::write(HOSTS_LOG, info);
@endif
}

event Known::host_found(info: HostsInfo) {
	if ( info$host in hosts )
		return;

	Cluster::publish_hrw(Cluster::proxy_pool, info$host, known_host_add, info);
	event known_host_add(info);
}

# Hosts may belong to other proxies when one comes or goes, which must be told then.
function forget_hosts() {
	if ( Cluster::local_node_type() == Cluster::WORKER )
		clear_table(hosts);
}

event Cluster::node_up(name: string, id: string) {
	forget_hosts();
}

event Cluster::node_down(name: string, id: string) {
	forget_hosts();
}

event connection_established(c: connection) &priority=5 {
	if ( c$orig$state != TCP_ESTABLISHED || c$resp$state != TCP_ESTABLISHED )
		return;

	for ( host in set(c$id$orig_h, c$id$resp_h) )
		if ( addr_matches_host(host, host_tracking) )
			event Known::host_found(HostsInfo($ts=network_time(), $host=host));
}
