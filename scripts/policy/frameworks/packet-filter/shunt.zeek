##! Keeps what is left of connections, or all between two hosts, from being captured. There may only be few of these at a time.

@load base/frameworks/notice
@load base/frameworks/packet-filter

module PacketFilter;

export {
	## How many there may be.
	const max_bpf_shunts = 100 &redef;

	## Captures only the beginning and the end of a connection from now on.
	global shunt_conn: function(id: conn_id): bool;

	## Captures nothing between two hosts from now on.
	global shunt_host_pair: function(id: conn_id): bool;

	## Takes that back, soon.
	global unshunt_host_pair: function(id: conn_id): bool;

	## Takes that back at once.
	global force_unshunt_host_pair: function(id: conn_id): bool;

	## The connections that this is done with.
	global current_shunted_conns: function(): set[conn_id];

	## The hosts that this is done with.
	global current_shunted_host_pairs: function(): set[conn_id];

	redef enum Notice::Type += {
		## There are as many as there may be.
		No_More_Conn_Shunts_Available,
		## It cannot be done with a connection.
		Cannot_BPF_Shunt_Conn,
	};
}

global shunted_conns: set[conn_id];
global shunted_host_pairs: set[conn_id];

# What is to be excluded; a plugin of the filter. Packets that begin or end a TCP connection are captured still.
function exclude_shunts() {
	local tcp_conns = "";
	local udp_conns = "";
	local hosts = "";

	for ( id in shunted_conns ) {
		local one = fmt("host %s and port %d and host %s and port %d", id$orig_h, id$orig_p, id$resp_h, id$resp_p);

		if ( is_tcp_port(id$resp_p) )
			tcp_conns = combine_filters(tcp_conns, "and", one);
		else if ( is_udp_port(id$resp_p) )
			udp_conns = combine_filters(udp_conns, "and", one);
	}

	for ( id in shunted_host_pairs )
		hosts = combine_filters(hosts, "and", fmt("host %s and host %s", id$orig_h, id$resp_h));

	if ( tcp_conns != "" )
		tcp_conns = combine_filters("tcp and tcp[tcpflags] & (tcp-syn|tcp-fin|tcp-rst) == 0", "and", tcp_conns);

	local all_of_it = combine_filters(combine_filters(tcp_conns, "and", udp_conns), "and", hosts);

	if ( all_of_it != "" )
		exclude("shunt_filters", all_of_it);
}

event zeek_init() &priority=5 {
	register_filter_plugin(FilterPlugin($func=exclude_shunts));
}

function current_shunted_conns(): set[conn_id] {
	return shunted_conns;
}

function current_shunted_host_pairs(): set[conn_id] {
	return shunted_host_pairs;
}

function is_full(): bool {
	local full = |shunted_conns| + |shunted_host_pairs| > max_bpf_shunts;

	if ( full )
		NOTICE(Notice::Info($note=No_More_Conn_Shunts_Available,
		                    $msg=fmt("%d BPF shunts are in place and no more will be added until space clears.", max_bpf_shunts)));

	return full;
}

function shunt_conn(id: conn_id): bool {
	# Ports are not found behind extension headers.
	if ( is_v6_addr(id$orig_h) ) {
		NOTICE(Notice::Info($note=Cannot_BPF_Shunt_Conn, $id=id, $identifier=cat(id), $sub="ipv6_conn",
		                    $msg="IPv6 connections can't be shunted with BPF due to limitations in BPF"));
		return F;
	}

	if ( is_full() )
		return F;

	add shunted_conns[id];
	filter_changed = T;
	install();
	return T;
}

function shunt_host_pair(id: conn_id): bool {
	filter_changed = T;

	if ( is_full() )
		return F;

	add shunted_host_pairs[id];
	install();
	return T;
}

function unshunt_host_pair(id: conn_id): bool {
	local known = id in shunted_host_pairs;

	delete shunted_host_pairs[id];
	filter_changed = T;
	return known;
}

function force_unshunt_host_pair(id: conn_id): bool {
	local known = unshunt_host_pair(id);

	if ( known )
		install();

	return known;
}

# The filter is put together again by and by.
event connection_state_remove(c: connection) &priority=-5 {
	delete shunted_conns[c$id];
}
