##! Notices services that a host of the site did not offer before: a port that answers with data, after a time in which this
##! script only learns. What is learned is lost when the node that keeps it starts anew; known services can be declared.

@load base/frameworks/cluster
@load base/utils/site
@load ./chain

module NewService;

export {
	redef enum Notice::Type += {
		## A host of the site offers a service that it did not offer before.
		New_Listener,
	};

	## How long this script only learns. In a capture, gaps without packets do not count: what was not watched was not learned.
	option learn_for = 7days;

	## Services that are known from the beginning,
	option known: set[addr, port] = {};

	## and hosts that may offer anything.
	option ignore_hosts: set[subnet] = {};

	## Ports from here on are looked at only where a protocol was recognized: clients and data connections take them by chance.
	option ephemeral_port = 32768;

	## How long a service is remembered that nobody uses.
	const service_expire = 30days &redef;

	## How many services are remembered; others are not told.
	option max_services = 20000;

	## A service as it was seen, on its way to the node that knows all.
	type Listener: record {
		uid: string;
		id: conn_id;
		## What is spoken, if that is known.
		protocol: string;
	};

	global listener: event(seen: Listener);
}

# Services that are known here; on workers those that were told.
global services: set[addr, port] &read_expire=service_expire;

# How long it was watched, by the minute.
const minute = 1min;

global watched = 0secs;

event NewService::watch_on() {
	watched += minute;

	if ( watched < learn_for )
		schedule minute { NewService::watch_on() };
}

event zeek_init() {
	if ( Behavior::is_home() )
		schedule minute { NewService::watch_on() };
}

function note_listener(seen: Listener) {
	local host = seen$id$resp_h;
	local p = seen$id$resp_p;

	if ( [host, p] in services )
		return;

	if ( |services| >= max_services ) {
		Behavior::dropped("new-service");
		return;
	}

	add services[host, p];

	if ( watched < learn_for || [host, p] in known )
		return;

	local what = seen$protocol == "" ? "something" : seen$protocol;

	Behavior::tell(Notice::Info($note=New_Listener, $uid=seen$uid, $id=seen$id, $src=seen$id$orig_h, $dst=host, $p=p,
	                            $msg=fmt("%s offers %s on port %s, which it did not do before; %s was the first to use it", host,
	                                     what, p, seen$id$orig_h), $identifier=cat(host, p)), vector(seen$uid));
}

event listener(seen: Listener) {
	note_listener(seen);
}

function protocol_of(c: connection): string {
	local names: set[string];

	for ( name in c$service )
		if ( ! starts_with(name, "-") )
			add names[name];

	return to_lower(join_string_set(names, ","));
}

# Whether the responder behaves like a server, and nobody announced the connection.
function is_service(c: connection, protocol: string): bool {
	if ( c$resp$size == 0 || c$orig$size == 0 || protocol == "ftp-data" )
		return F;

	if ( c$id$proto == 6 )
		return /^S.*h/ in c$history && (port_to_count(c$id$resp_p) < ephemeral_port || protocol != "");

	# Who began is often not clear.
	return c$id$proto == 17 && protocol != "";
}

event connection_state_remove(c: connection) {
	local host = c$id$resp_h;

	if ( [host, c$id$resp_p] in services || ! Site::is_local_addr(host) || host in ignore_hosts )
		return;

	local protocol = protocol_of(c);

	if ( ! is_service(c, protocol) )
		return;

	local seen = Listener($uid=c$uid, $id=c$id, $protocol=protocol);

	if ( Behavior::is_home() ) {
		note_listener(seen);
		return;
	}

	if ( |services| < max_services )
		add services[host, c$id$resp_p];
	else
		Behavior::dropped("new-service");

	Cluster::publish(Cluster::manager_topic, listener, seen);
}

hook Telemetry::sync() {
	Behavior::entries("new-service", |services|);
}
