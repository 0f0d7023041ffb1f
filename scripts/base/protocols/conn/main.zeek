##! The log of connections: one row for each, written when it is over. UDP and ICMP know no connections; there it is what
##! two endpoints exchange without a long pause.

@load base/frameworks/logging
@load base/utils/site
@load base/utils/strings

module Conn;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## A row of the log.
	type Info: record {
		## When the first packet was seen.
		ts: time &log;
		## The name of the connection, by which other logs refer to it.
		uid: string &log;
		## Addresses and ports.
		id: conn_id &log;
		## The transport protocol.
		proto: transport_proto &log;
		## The protocols that analyzers found in it, separated by commas.
		service: string &log &optional;
		## From the first packet to the last.
		duration: interval &log &optional;
		## The payload that the originator sent, for TCP by sequence numbers.
		orig_bytes: count &log &optional;
		## The payload that the responder sent.
		resp_bytes: count &log &optional;
		## How it went:
		##
		## S0: an attempt without an answer.
		## S1: established, and not ended.
		## SF: established and ended as it should be.
		## REJ: refused.
		## S2: only the originator said that it was the end.
		## S3: only the responder did.
		## RSTO: the originator broke it off.
		## RSTR: the responder did.
		## RSTOS0: the originator sent a SYN and then a RST; there was no answer.
		## RSTRH: the responder sent a SYN ACK and then a RST; nothing was seen of the originator.
		## SH: the originator sent a SYN and then a FIN; there was no answer.
		## SHR: the responder sent a SYN ACK and then a FIN; nothing was seen of the originator.
		## OTH: it was under way already when the first packet was seen.
		conn_state: string &log &optional;
		## Whether the originator belongs to the site; unset if nothing is known of the site.
		local_orig: bool &log &optional;
		## Whether the responder does.
		local_resp: bool &log &optional;
		## Bytes that are missing in what was captured.
		missed_bytes: count &log &default=0;
		## What happened, a letter each time, in upper case if it came from the originator: s SYN, h SYN ACK, a ACK, d data,
		## f FIN, r RST, c bad checksum, g gap, t retransmission, w window of zero, i contradictory flags, q several
		## flags that do not go together. ^ says that the sides were exchanged. Letters may come again when the count of such
		## packets is a power of ten.
		history: string &log &optional;
		## Packets from the originator.
		orig_pkts: count &log &optional;
		## Their bytes, by the length in the IP header.
		orig_ip_bytes: count &log &optional;
		## Packets from the responder.
		resp_pkts: count &log &optional;
		## Their bytes.
		resp_ip_bytes: count &log &optional;
		## The connections that are the tunnels around this one.
		tunnel_parents: set[string] &log &optional;
		## The protocol number of the IP header.
		ip_proto: count &log &optional;
	};

	## Raised for each row.
	global log_conn: event(rec: Info);
}

redef record connection += {
	## The row that will be logged.
	conn: Info &optional;
};

# The protocol of a connection without a number.
const no_ip_proto = 65535;

event zeek_init() &priority=5 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_conn, $path="conn", $policy=log_policy));
}

# A side that has not said that it wants a connection.
function is_passive(state: count): bool {
	return state == TCP_INACTIVE || state == TCP_PARTIAL;
}

# The state of a TCP connection that was broken off by a RST.
function reset_state(c: connection): string {
	local orig = c$orig$state;

	if ( c$resp$state == TCP_RESET ) {
		# A RST as the answer to an attempt, also if the attempt came with a RST itself.
		local refused = orig == TCP_SYN_SENT || orig == TCP_SYN_ACK_SENT ||
		                (orig == TCP_RESET && c$orig$size + c$resp$size == 0);

		if ( refused )
			return "REJ";

		return is_passive(orig) ? "RSTRH" : "RSTR";
	}

	if ( ! is_passive(c$resp$state) )
		return "RSTO";

	return c$history == /\^?S[^HAFGIQ]*R.*/ ? "RSTOS0" : "OTH";
}

function tcp_state(c: connection): string {
	local orig = c$orig$state;
	local resp = c$resp$state;

	if ( orig == TCP_RESET || resp == TCP_RESET )
		return reset_state(c);

	if ( orig == TCP_CLOSED ) {
		if ( resp == TCP_CLOSED )
			return "SF";

		return is_passive(resp) ? "SH" : "S2";
	}

	if ( resp == TCP_CLOSED )
		return is_passive(orig) ? "SHR" : "S3";

	if ( orig == TCP_ESTABLISHED && resp == TCP_ESTABLISHED )
		return "S1";

	return orig == TCP_SYN_SENT && resp == TCP_INACTIVE ? "S0" : "OTH";
}

function conn_state(c: connection, trans: transport_proto): string {
	if ( trans == tcp )
		return tcp_state(c);

	if ( trans != udp )
		return "OTH";

	local answered = c$resp$state == UDP_ACTIVE;

	if ( c$orig$state == UDP_ACTIVE )
		return answered ? "SF" : "S0";

	return answered ? "SHR" : "OTH";
}

# Only the innermost tunnel is named.
function note_tunnel(row: Info, tunnels: EncapsulatingConnVector) {
	if ( |tunnels| == 0 )
		return;

	if ( ! row?$tunnel_parents )
		row$tunnel_parents = set();

	add row$tunnel_parents[tunnels[|tunnels| - 1]$uid];
}

function note_sides(c: connection) {
	c$conn$local_orig = Site::is_local_addr(c$id$orig_h);
	c$conn$local_resp = Site::is_local_addr(c$id$resp_h);
}

# Begins a connection's row.
function begin_row(c: connection) {
	if ( ! c?$conn )
		c$conn = Info($ts=c$start_time, $uid=c$uid, $id=c$id, $proto=get_port_transport_proto(c$id$resp_p));

	c$conn$id = c$id;

	if ( c?$tunnel )
		note_tunnel(c$conn, c$tunnel);

	if ( c$id$proto != no_ip_proto )
		c$conn$ip_proto = c$id$proto;

	if ( |Site::local_nets| > 0 )
		note_sides(c);
}

# Says in it what happened so far.
function fill_row(c: connection) {
	local row = c$conn;

	if ( c$duration > 0secs ) {
		row$duration = c$duration;
		row$orig_bytes = c$orig$size;
		row$resp_bytes = c$resp$size;
	}

	# The engine counts packets only if use_conn_size_analyzer says so.
	if ( c$orig?$num_pkts ) {
		row$orig_pkts = c$orig$num_pkts;
		row$resp_pkts = c$resp$num_pkts;
		row$orig_ip_bytes = c$orig$num_bytes_ip;
		row$resp_ip_bytes = c$resp$num_bytes_ip;
	}

	if ( |c$service| > 0 )
		row$service = to_lower(join_string_set(c$service, ","));

	if ( |c$history| > 0 )
		row$history = c$history;

	row$conn_state = conn_state(c, get_port_transport_proto(c$id$resp_p));
}

## Fills the row of a connection, as packages do that log a connection which goes on.
##
## eoc: Whether what happened so far goes into it, or only what is known from the beginning.
function set_conn(c: connection, eoc: bool) {
	if ( eoc )
		fill_row(c);
	else
		begin_row(c);
}

event new_connection(c: connection) &priority=100 {
	set_conn(c, F);
}

event connection_flipped(c: connection) &priority=5 {
	# A connection that flips at its first packet has no row yet.
	if ( c?$conn )
		note_sides(c);
}

event content_gap(c: connection, is_orig: bool, seq: count, length: count) &priority=5 {
	c$conn$missed_bytes += length;
}

event tunnel_changed(c: connection, e: EncapsulatingConnVector) &priority=5 {
	note_tunnel(c$conn, e);
	c$tunnel = e;
}

event connection_state_remove(c: connection) &priority=5 {
	set_conn(c, T);
}

event connection_state_remove(c: connection) &priority=-5 {
	Log::write(LOG, c$conn);
}
