##! The log of DHCP: a row for each conversation about a lease, however many connections its messages make.

@load base/frameworks/cluster
@load base/frameworks/logging
@load ./consts

module DHCP;

export {
	redef enum Log::ID += { LOG };

	## Where servers are; 4011 is for those that tell where to boot from.
	const server_ports = { 67/udp, 4011/udp } &redef;

	## Where clients are.
	const client_ports = { 68/udp } &redef;

	global log_policy: Log::PolicyHook;

	## A row of the log.
	type Info: record {
		## When the first message was seen.
		ts: time &log;
		## The connections.
		uids: set[string] &log;
		## The client: its own address, or else the one that it gets.
		client_addr: addr &log &optional;
		## The server that gives the lease.
		server_addr: addr &log &optional;
		## The client's port.
		client_port: port &optional;
		## The server's port.
		server_port: port &optional;
		## The client's hardware address.
		mac: string &log &optional;
		## The name that the client gives itself.
		host_name: string &log &optional;
		## The full name that it gives itself.
		client_fqdn: string &log &optional;
		## The domain that the server says.
		domain: string &log &optional;
		## The address that the client asks for.
		requested_addr: addr &log &optional;
		## The address that it gets.
		assigned_addr: addr &log &optional;
		## For how long.
		lease_time: interval &log &optional;
		## Why the client refuses what it was offered.
		client_message: string &log &optional;
		## What the server lets the client know.
		server_message: string &log &optional;
		## The messages, in order.
		msg_types: vector of string &log &default=string_vec();
		## The time from the first message to the last.
		duration: interval &log &default=0secs;
		## The client's hardware address as it says itself outside of the option for it.
		client_chaddr: string &optional;
	};

	## How long the messages of a conversation are gathered.
	option DHCP::max_txid_watch_time = 30secs;

	## How many connections a row has at most.
	option DHCP::max_uids_per_log_entry = 10;

	## How many messages a row has at most.
	option DHCP::max_msg_types_per_log_entry = 50;

	## How many join_data are followed at once, 0 for any number.
	option DHCP::max_tracked_transactions = 100000;

	## A message, where all messages of the cluster come together. Scripts that fill in more of a row handle this event and
	## change `log_info`.
	##
	## ts: when it was seen
	##
	## id: its connection
	##
	## uid: the same
	##
	## is_orig: whether the side that began the connection sent it
	##
	## msg: the message
	##
	## options: its options
	global DHCP::aggregate_msgs: event(ts: time, id: conn_id, uid: string, is_orig: bool, msg: DHCP::Msg, options: DHCP::Options);

	## The row that the message of `aggregate_msgs` belongs to.
	global DHCP::log_info: Info;

	## Raised for each row.
	global log_dhcp: event(rec: Info);
}

redef record connection += {
	## A place for scripts; nothing here fills it.
	dhcp: Info &optional;
};

redef record Info += {
	# When the last message was seen.
	last_message_ts: time &optional;
};

event zeek_init() &priority=5 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_dhcp, $path="dhcp", $policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_DHCP, server_ports, client_ports);
}

function write_log(row: Info) {
	if ( ! row?$mac && row?$client_chaddr )
		row$mac = row$client_chaddr;

	Log::write(LOG, row);
}

global join_data_expiration: function(t: table[count] of Info, xid: count): interval;

# Conversations by the client's number for them, and these numbers in the order in which they came.
global join_data: table[count] of Info &create_expire=10secs &expire_func=join_data_expiration;
global join_data_ordered: set[count] &ordered;

# Writes a conversation of which nothing more is awaited. Returns how long to wait for the others.
function join_data_expiration(t: table[count] of Info, xid: count): interval {
	local row = t[xid];
	local now = network_time();
	local waits = now - row$last_message_ts <= 5secs && now - row$ts <= max_txid_watch_time;

	if ( waits && ! zeek_is_terminating() )
		return 5secs;

	write_log(row);
	delete join_data_ordered[xid];
	return 0secs;
}

@if ( ! Cluster::is_enabled() || Cluster::local_node_type() == Cluster::MANAGER )
# Makes room by writing the conversation that began first.
function drop_oldest() {
	Reporter::net_weird("DHCP_max_tracked_transactions_exceeded", cat(|join_data|), "DHCP");

	local oldest = 0;

	for ( xid in join_data_ordered ) {
		oldest = xid;
		break;
	}

	if ( oldest in join_data )
		write_log(join_data[oldest]);

	delete join_data[oldest];
	delete join_data_ordered[oldest];
}

function note_client(row: Info, id: conn_id, msg: DHCP::Msg, options: DHCP::Options) {
	if ( id$orig_h != 0.0.0.0 && id$orig_h != 255.255.255.255 )
		row$client_addr = id$orig_h;

	if ( options?$message )
		row$client_message = options$message;

	if ( options?$host_name )
		row$host_name = options$host_name;

	if ( options?$client_fqdn )
		row$client_fqdn = options$client_fqdn$domain_name;

	# Only an identifier of kind 1 is a hardware address.
	if ( options?$client_id && options$client_id$hwtype == 1 )
		row$mac = options$client_id$hwaddr;
	else
		row$client_chaddr = msg$chaddr;

	if ( options?$addr_request )
		row$requested_addr = options$addr_request;
}

function note_server(row: Info, id: conn_id, is_orig: bool, msg: DHCP::Msg, options: DHCP::Options) {
	if ( options?$message )
		row$server_message = options$message;

	if ( msg$chaddr != "" && ! row?$mac )
		row$mac = msg$chaddr;

	if ( msg$yiaddr != 0.0.0.0 ) {
		row$server_addr = is_orig ? id$orig_h : id$resp_h;
		row$server_port = is_orig ? id$orig_p : id$resp_p;
		row$client_port = is_orig ? id$resp_p : id$orig_p;
		row$assigned_addr = msg$yiaddr;
	}

	if ( ! row?$client_addr && row?$assigned_addr )
		row$client_addr = row$assigned_addr;

	if ( options?$domain_name )
		row$domain = options$domain_name;

	if ( options?$lease )
		row$lease_time = options$lease;
}

# Before all scripts that use the row.
event DHCP::aggregate_msgs(ts: time, id: conn_id, uid: string, is_orig: bool, msg: DHCP::Msg, options: DHCP::Options) &priority=1000 {
	if ( msg$xid !in join_data ) {
		if ( max_tracked_transactions > 0 && |join_data| >= max_tracked_transactions )
			drop_oldest();

		join_data[msg$xid] = Info($ts=ts, $uids=set(uid));
		add join_data_ordered[msg$xid];
	}

	log_info = join_data[msg$xid];
}

event DHCP::aggregate_msgs(ts: time, id: conn_id, uid: string, is_orig: bool, msg: DHCP::Msg, options: DHCP::Options) &priority=5 {
	local row = log_info;
	row$duration = ts - row$ts;
	row$last_message_ts = ts;
	row$msg_types += message_types[msg$m_type];
	add row$uids[uid];

	# Servers that broadcast begin connections too.
	if ( is_orig && (id$orig_h == 0.0.0.0 || id$orig_p == 68/udp || id$resp_p == 67/udp) )
		note_client(row, id, msg, options);
	else
		note_server(row, id, is_orig, msg, options);

	if ( |row$uids| < max_uids_per_log_entry && |row$msg_types| < max_msg_types_per_log_entry )
		return;

	Log::write(LOG, row);
	delete join_data[msg$xid];
	delete join_data_ordered[msg$xid];
}
@endif

event dhcp_message(c: connection, is_orig: bool, msg: DHCP::Msg, options: DHCP::Options) &priority=-5 {
	if ( Cluster::is_enabled() && Cluster::local_node_type() != Cluster::MANAGER )
		Cluster::publish(Cluster::manager_topic, DHCP::aggregate_msgs, network_time(), c$id, c$uid, is_orig, msg, options);
	else
		event DHCP::aggregate_msgs(network_time(), c$id, c$uid, is_orig, msg, options);
}

event zeek_done() &priority=-5 {
	for ( xid in join_data )
		join_data_expiration(join_data, xid);
}
