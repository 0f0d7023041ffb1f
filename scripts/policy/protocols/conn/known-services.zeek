##! Logs services of hosts: ports that answer and what they speak, once a day.

@load base/frameworks/cluster
@load base/frameworks/logging
@load base/utils/directions-and-hosts

module Known;

export {
	redef enum Log::ID += { SERVICES_LOG };

	global log_policy_services: Log::PolicyHook;

	## A row of the log.
	type ServicesInfo: record {
		## When it was seen.
		ts: time &log;
		## The host.
		host: addr &log;
		## The port.
		port_num: port &log;
		## Its transport protocol.
		port_proto: transport_proto &log;
		## What is spoken there.
		service: set[string] &log;
	};

	## There is no such store any more.
	const use_service_store = F &redef &deprecated="Remove in v9.1. Store support has been disabled by default since Zeek 6.0 due to performance and will be removed.";

	## Whether UDP must answer to be a service.
	option service_udp_requires_response = T;

	## Hosts whose services are logged.
	option service_tracking = LOCAL_HOSTS;

	## A service of a host.
	type AddrPortServTriplet: record {
		host: addr;
		p: port;
		serv: string;
	};

	## Services that were logged. In a cluster each proxy knows some, and workers remember what they have told.
	global services: table[addr, port] of set[string] &create_expire=1day;

	## Raised for each row.
	global log_known_services: event(rec: ServicesInfo);
}

redef record connection += {
	# Whether the service of this connection has been told.
	known_services_done: bool &default=F;
};

# How long to wait for another connection that shows what is spoken, where this one does not.
const patience = 5min;

event zeek_init() &priority=5 {
	Log::create_stream(SERVICES_LOG, Log::Stream($columns=ServicesInfo, $ev=log_known_services, $path="known_services",
	                                             $policy=log_policy_services));
}

# What of a row is not known.
function news(info: ServicesInfo): set[string] {
	if ( [info$host, info$port_num] in services )
		return info$service - services[info$host, info$port_num];

	return info$service;
}

event known_service_add(info: ServicesInfo) {
	local fresh: set[string] = set();

	for ( name in news(info) )
		add fresh[name];

	if ( |fresh| == 0 )
		return;

	if ( [info$host, info$port_num] !in services )
		services[info$host, info$port_num] = set();

	for ( name in fresh )
		add services[info$host, info$port_num][name];

@if ( ! Cluster::is_enabled() || Cluster::local_node_type() == Cluster::PROXY )
	Log::write(SERVICES_LOG, ServicesInfo($ts=info$ts, $host=info$host, $port_num=info$port_num, $port_proto=info$port_proto,
	                                      $service=fresh));
@endif
}

event service_info_commit(info: ServicesInfo) {
	if ( |news(info)| == 0 )
		return;

	Cluster::publish_hrw(Cluster::proxy_pool, cat(info$host, info$port_num), known_service_add, info);
	event known_service_add(info);
}

# Services may belong to other proxies when one comes or goes, which must be told then.
function forget_services() {
	if ( Cluster::local_node_type() == Cluster::WORKER )
		clear_table(services);
}

event Cluster::node_up(name: string, id: string) {
	forget_services();
}

event Cluster::node_down(name: string, id: string) {
	forget_services();
}

# Whether the responder behaves like a server.
function answers(c: connection): bool {
	switch ( get_port_transport_proto(c$id$resp_p) ) {
		case tcp:
			return c$resp$state == TCP_ESTABLISHED || c$resp$state == TCP_CLOSED || c$resp$state == TCP_PARTIAL ||
			       "h" in c$history;
		case udp:
			return ! service_udp_requires_response || c$resp$state == UDP_ACTIVE;
	}

	return F;
}

function tell_service(c: connection) {
	if ( ! addr_matches_host(c$id$resp_h, service_tracking) || ! answers(c) )
		return;

	# A data connection of FTP is no service, nor is a DNS server that says nothing.
	if ( |c$service| == 1 && ("ftp-data" in c$service || ("DNS" in c$service && c$resp$size == 0)) )
		return;

	c$known_services_done = T;

	local info = ServicesInfo($ts=network_time(), $host=c$id$resp_h, $port_num=c$id$resp_p,
	                          $port_proto=get_port_transport_proto(c$id$resp_p), $service=set());

	# A minus is before protocols that it turned out not to be.
	for ( name in c$service )
		if ( ! starts_with(name, "-") )
			add info$service[name];

	if ( |c$service| > 0 ) {
		event service_info_commit(info);
		return;
	}

	add info$service[""];
	schedule patience { service_info_commit(info) };
}

event analyzer_confirmation_info(atype: AllAnalyzers::Tag, info: AnalyzerConfirmationInfo) &priority=-5 {
	if ( info?$c )
		tell_service(info$c);
}

event connection_state_remove(c: connection) &priority=-5 {
	if ( ! c$known_services_done )
		tell_service(c);
}
