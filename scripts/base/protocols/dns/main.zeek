##! The log of the Domain Name System: a row for each query with its reply, or for either when the other was not seen.

@load base/frameworks/logging
@load base/protocols/conn/removal-hooks
@load base/utils/queue
@load ./consts

module DNS;

export {
	redef enum Log::ID += { LOG };

	## Where servers are: DNS, the NetBIOS name service, multicast DNS, LLMNR.
	const ports = { 53/udp, 53/tcp, 137/udp, 5353/udp, 5355/udp } &redef;

	global log_policy: Log::PolicyHook;

	## A row of the log.
	type Info: record {
		## When the first message was seen.
		ts: time &log;
		## The connection.
		uid: string &log;
		## Its addresses and ports.
		id: conn_id &log;
		## The transport protocol.
		proto: transport_proto &log;
		## The number by which a reply belongs to its query.
		trans_id: count &log &optional;
		## How long the reply took.
		rtt: interval &log &optional;
		## The name that is asked for.
		query: string &log &optional;
		## The class that is asked for.
		qclass: count &log &optional;
		## Its name.
		qclass_name: string &log &optional;
		## The type that is asked for.
		qtype: count &log &optional;
		## Its name.
		qtype_name: string &log &optional;
		## How it went.
		rcode: count &log &optional;
		## The name of that.
		rcode_name: string &log &optional;
		## Whether the server has authority over the name.
		AA: bool &log &default=F;
		## Whether the message was too long and cut.
		TC: bool &log &default=F;
		## Whether the client wants the server to ask others.
		RD: bool &log &default=F;
		## Whether the server would.
		RA: bool &log &default=F;
		## A field that should be zero.
		Z: count &log &default=0;
		## What the reply says.
		answers: vector of string &log &optional;
		## How long each answer may be kept.
		TTLs: vector of interval &log &optional;
		## Whether the server refused to answer.
		rejected: bool &log &default=F;
		## The operation.
		opcode: count &log &optional;
		## Its name.
		opcode_name: string &log &optional;
		## How many answers the reply has.
		total_answers: count &optional;
		## How many records it has in all its sections.
		total_replies: count &optional;
		## Whether the query was seen.
		saw_query: bool &default=F;
		## Whether the reply was seen.
		saw_reply: bool &default=F;
	};

	## Raised for each row.
	global log_dns: event(rec: Info);

	## Called for each record of a reply, with its content as text.
	global do_reply: hook(c: connection, msg: dns_msg, ans: dns_answer, reply: string);

	## Called for each message, to find the row that it belongs to.
	global set_session: hook(c: connection, msg: dns_msg, is_query: bool);

	## Rows that wait for the other message, by number of the message.
	type PendingMessages: table[count] of Queue::Queue;

	## How many messages with one number may wait; when there are more, they are logged as they are.
	option max_pending_msgs = 50;

	## How many numbers may have messages that wait; when there are more, all are logged as they are.
	option max_pending_query_ids = 50;

	## What is known of a connection.
	type State: record {
		## A query that waits. Mostly it is the only one, for which no queue is needed.
		pending_query: Info &optional;
		## Other queries that wait.
		pending_queries: PendingMessages &optional;
		## Replies that wait: their queries came later or never.
		pending_replies: PendingMessages &optional;
	};

	## Logs what still waits at the end of a connection.
	global finalize_dns: Conn::RemovalHook;
}

redef record connection += {
	## The row that the last message belongs to.
	dns: Info &optional;
	## What is known of the connection.
	dns_state: State &optional;
};

event zeek_init() &priority=5 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_dns, $path="dns", $policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_DNS, ports);
}

# Operations that rows are made for.
const tracked_opcodes = { DNS_OP_QUERY, DNS_OP_DYNAMIC_UPDATE, DNS_OP_NOTIFY };

function log_queue(q: Queue::Queue) {
	local rows: vector of Info;
	Queue::get_vector(q, rows);

	for ( _, row in rows )
		Log::write(LOG, row);
}

function log_all(waiting: PendingMessages) {
	for ( _, q in waiting )
		log_queue(q);

	clear_table(waiting);
}

function is_waiting(waiting: PendingMessages, id: count): bool {
	return id in waiting && Queue::len(waiting[id]) > 0;
}

# What waits for too long will never be found, and is logged to make room.
function let_wait(waiting: PendingMessages, row: Info) {
	local id = row$trans_id;

	if ( id !in waiting ) {
		if ( |waiting| > max_pending_query_ids )
			log_all(waiting);

		waiting[id] = Queue::init();
	}
	else if ( Queue::len(waiting[id]) > max_pending_msgs ) {
		log_queue(waiting[id]);
		waiting[id] = Queue::init();
	}

	Queue::put(waiting[id], row);
}

function stop_waiting(waiting: PendingMessages, id: count): Info {
	local row: Info = Queue::get(waiting[id]);

	if ( Queue::len(waiting[id]) == 0 )
		delete waiting[id];

	return row;
}

function new_row(c: connection, id: count): Info {
	return Info($ts=network_time(), $uid=c$uid, $id=c$id, $proto=get_port_transport_proto(c$id$resp_p), $trans_id=id);
}

function row_of_query(c: connection, id: count): Info {
	local state = c$dns_state;

	if ( state?$pending_replies && is_waiting(state$pending_replies, id) )
		return stop_waiting(state$pending_replies, id);

	local row = new_row(c, id);

	if ( ! state?$pending_query ) {
		state$pending_query = row;
		return row;
	}

	if ( ! state?$pending_queries )
		state$pending_queries = table();

	let_wait(state$pending_queries, row);
	return row;
}

# Puts a query from the queues into the place of the one that just had its reply. If the place stayed empty, the next query would
# come before those that wait longer; one with the same number goes first for that reason.
function refill_pending_query(state: State, id: count) {
	if ( ! state?$pending_queries )
		return;

	if ( is_waiting(state$pending_queries, id) ) {
		state$pending_query = stop_waiting(state$pending_queries, id);
		return;
	}

	for ( other, q in state$pending_queries )
		if ( Queue::len(q) > 0 ) {
			state$pending_query = stop_waiting(state$pending_queries, other);
			break;
		}
}

function row_of_reply(c: connection, id: count): Info {
	local state = c$dns_state;
	local row: Info;

	if ( state?$pending_query && state$pending_query$trans_id == id ) {
		row = state$pending_query;
		delete state$pending_query;
		refill_pending_query(state, id);
		return row;
	}

	if ( state?$pending_queries && is_waiting(state$pending_queries, id) )
		return stop_waiting(state$pending_queries, id);

	row = new_row(c, id);

	if ( ! state?$pending_replies )
		state$pending_replies = table();

	let_wait(state$pending_replies, row);
	return row;
}

hook set_session(c: connection, msg: dns_msg, is_query: bool) &priority=5 {
	if ( ! c?$dns_state ) {
		c$dns_state = State();
		Conn::register_removal_hook(c, finalize_dns);
	}

	c$dns = is_query ? row_of_query(c, msg$id) : row_of_reply(c, msg$id);
	c$dns$opcode = msg$opcode;
	c$dns$opcode_name = msg$is_netbios ? netbios_opcodes[msg$opcode] : opcodes[msg$opcode];

	if ( is_query )
		return;

	c$dns$rcode = msg$rcode;
	c$dns$rcode_name = base_errors[msg$rcode];

	if ( ! c$dns?$total_answers )
		c$dns$total_answers = msg$num_answers;

	if ( ! c$dns?$total_replies )
		c$dns$total_replies = msg$num_answers + msg$num_auth + msg$num_addl;

	if ( msg$num_queries == 0 && msg$rcode != 0 )
		c$dns$rejected = T;
}

event dns_message(c: connection, is_orig: bool, msg: dns_msg, len: count) &priority=5 {
	if ( msg$opcode in tracked_opcodes )
		hook set_session(c, msg, ! msg$QR);
}

hook DNS::do_reply(c: connection, msg: dns_msg, ans: dns_answer, reply: string) &priority=5 {
	# A query may carry records, but they answer nothing.
	if ( msg$opcode !in tracked_opcodes || ! msg$QR )
		return;

	if ( ans$answer_type != DNS_ANS && ans$answer_type != DNS_PREREQUISITE && ans$answer_type != DNS_UPDATE )
		return;

	local row = c$dns;

	row$AA = msg$AA;
	row$RA = msg$RA;

	if ( ! row?$query )
		row$query = ans$query;

	# A row that begins with the reply knows nothing of the time that it took.
	if ( ! row?$rtt && network_time() != row$ts )
		row$rtt = network_time() - row$ts;

	if ( reply == "" )
		return;

	local adds = msg$opcode == DNS_OP_DYNAMIC_UPDATE && ans$answer_type == DNS_UPDATE && ! starts_with(reply, "del:");

	if ( ! row?$answers )
		row$answers = vector();

	if ( ! row?$TTLs )
		row$TTLs = vector();

	row$answers += adds ? "add: " + reply : reply;
	row$TTLs += ans$TTL;
}

event dns_request(c: connection, msg: dns_msg, query: string, qtype: count, qclass: count) &priority=5 {
	if ( msg$opcode !in tracked_opcodes )
		return;

	local row = c$dns;

	row$RD = msg$RD;
	row$TC = msg$TC;
	row$Z = msg$Z;
	row$qclass = qclass;
	row$qclass_name = classes[qclass];
	row$qtype = qtype;
	row$qtype_name = query_types[qtype];
	row$query = query;

	if ( c$id$resp_p != 137/udp )
		return;

	# NetBIOS encodes its names, and its status records have the number of SRV.
	local name = decode_netbios_name(query);

	if ( name != "" )
		row$query = name;

	if ( row$qtype_name == "SRV" )
		row$qtype_name = "NBSTAT";
}

event dns_rejected(c: connection, msg: dns_msg, query: string, qtype: count, qclass: count) &priority=5 {
	if ( c?$dns )
		c$dns$rejected = T;
}

event dns_end(c: connection, msg: dns_msg) &priority=5 {
	if ( ! c?$dns )
		return;

	if ( msg$QR )
		c$dns$saw_reply = T;
	else
		c$dns$saw_query = T;
}

event dns_end(c: connection, msg: dns_msg) &priority=-5 {
	if ( c?$dns && c$dns$saw_query && c$dns$saw_reply ) {
		Log::write(LOG, c$dns);
		delete c$dns;
	}
}

hook finalize_dns(c: connection) {
	if ( ! c?$dns_state )
		return;

	local state = c$dns_state;

	if ( state?$pending_query )
		Log::write(LOG, state$pending_query);

	if ( state?$pending_queries )
		log_all(state$pending_queries);

	if ( state?$pending_replies )
		log_all(state$pending_replies);
}

# The types of records, as text.

# An address. In a dynamic update it needs its type and name.
function address_reply(c: connection, msg: dns_msg, ans: dns_answer, kind: string, a: addr) {
	if ( msg$opcode == DNS_OP_DYNAMIC_UPDATE && ! msg$is_netbios )
		hook DNS::do_reply(c, msg, ans, fmt("%s %s %s", kind, ans$query, a));
	else
		hook DNS::do_reply(c, msg, ans, cat(a));
}

# Strings, each with the type and its length before it.
function strings_reply(c: connection, msg: dns_msg, ans: dns_answer, kind: string, strs: string_vec) {
	local texts: vector of string = vector();

	for ( _, s in strs )
		texts += fmt("%s %d %s", kind, |s|, s);

	hook DNS::do_reply(c, msg, ans, join_string_vec(texts, " "));
}

event dns_A_reply(c: connection, msg: dns_msg, ans: dns_answer, a: addr) &priority=5 {
	address_reply(c, msg, ans, "A", a);
}

event dns_AAAA_reply(c: connection, msg: dns_msg, ans: dns_answer, a: addr) &priority=5 {
	address_reply(c, msg, ans, "AAAA", a);
}

event dns_A6_reply(c: connection, msg: dns_msg, ans: dns_answer, a: addr) &priority=5 {
	address_reply(c, msg, ans, "A6", a);
}

event dns_TXT_reply(c: connection, msg: dns_msg, ans: dns_answer, strs: string_vec) &priority=5 {
	strings_reply(c, msg, ans, "TXT", strs);
}

event dns_SPF_reply(c: connection, msg: dns_msg, ans: dns_answer, strs: string_vec) &priority=5 {
	strings_reply(c, msg, ans, "SPF", strs);
}

event dns_NS_reply(c: connection, msg: dns_msg, ans: dns_answer, name: string) &priority=5 {
	hook DNS::do_reply(c, msg, ans, name);
}

event dns_CNAME_reply(c: connection, msg: dns_msg, ans: dns_answer, name: string) &priority=5 {
	hook DNS::do_reply(c, msg, ans, name);
}

event dns_PTR_reply(c: connection, msg: dns_msg, ans: dns_answer, name: string) &priority=5 {
	hook DNS::do_reply(c, msg, ans, name);
}

event dns_MX_reply(c: connection, msg: dns_msg, ans: dns_answer, name: string, preference: count) &priority=5 {
	hook DNS::do_reply(c, msg, ans, name);
}

event dns_SRV_reply(c: connection, msg: dns_msg, ans: dns_answer, target: string, priority: count, weight: count, p: count)
	&priority=5 {
	hook DNS::do_reply(c, msg, ans, target);
}

event dns_SOA_reply(c: connection, msg: dns_msg, ans: dns_answer, soa: dns_soa) &priority=5 {
	hook DNS::do_reply(c, msg, ans, soa$mname);
}

event dns_WKS_reply(c: connection, msg: dns_msg, ans: dns_answer) &priority=5 {
	hook DNS::do_reply(c, msg, ans, "");
}

event dns_NAPTR_reply(c: connection, msg: dns_msg, ans: dns_answer, naptr: dns_naptr_rr) &priority=5 {
	local both = naptr$regexp != "" && naptr$replacement != "";
	local rewrite = cat(naptr$regexp, both ? " " : "", naptr$replacement);

	hook DNS::do_reply(c, msg, ans, fmt("NAPTR %s %s %s %s %s", naptr$order, naptr$preference, naptr$flags, naptr$service,
	                                    rewrite));
}

event dns_LOC(c: connection, msg: dns_msg, ans: dns_answer, loc: dns_loc_rr) &priority=5 {
	hook DNS::do_reply(c, msg, ans, fmt("LOC:  %d %d %d", loc$size, loc$horiz_pre, loc$vert_pre));
}

event dns_SSHFP(c: connection, msg: dns_msg, ans: dns_answer, algo: count, fptype: count, fingerprint: string) &priority=5 {
	hook DNS::do_reply(c, msg, ans, "SSHFP: " + bytestring_to_hexstr(fingerprint));
}

event dns_RRSIG(c: connection, msg: dns_msg, ans: dns_answer, rrsig: dns_rrsig_rr) &priority=5 {
	local signer = rrsig$signer_name == "" ? "<Root>" : rrsig$signer_name;
	hook DNS::do_reply(c, msg, ans, fmt("RRSIG %s %s", rrsig$type_covered, signer));
}

event dns_DNSKEY(c: connection, msg: dns_msg, ans: dns_answer, dnskey: dns_dnskey_rr) &priority=5 {
	hook DNS::do_reply(c, msg, ans, fmt("DNSKEY %s", dnskey$algorithm));
}

event dns_DS(c: connection, msg: dns_msg, ans: dns_answer, ds: dns_ds_rr) &priority=5 {
	hook DNS::do_reply(c, msg, ans, fmt("DS %s %s", ds$algorithm, ds$digest_type));
}

event dns_NSEC(c: connection, msg: dns_msg, ans: dns_answer, next_name: string, bitmaps: string_vec) &priority=5 {
	hook DNS::do_reply(c, msg, ans, fmt("NSEC %s %s", ans$query, next_name));
}

event dns_NSEC3(c: connection, msg: dns_msg, ans: dns_answer, nsec3: dns_nsec3_rr) &priority=5 {
	hook DNS::do_reply(c, msg, ans, "NSEC3");
}

event dns_NSEC3PARAM(c: connection, msg: dns_msg, ans: dns_answer, nsec3param: dns_nsec3param_rr) &priority=5 {
	hook DNS::do_reply(c, msg, ans, "NSEC3PARAM");
}

event dns_BINDS(c: connection, msg: dns_msg, ans: dns_answer, binds: dns_binds_rr) &priority=5 {
	hook DNS::do_reply(c, msg, ans, "BIND9 signing signal");
}

event dns_unknown_reply(c: connection, msg: dns_msg, ans: dns_answer) &priority=5 {
	hook DNS::do_reply(c, msg, ans, fmt("<unknown type=%s>", ans$qtype));
}

# Dynamic updates (RFC 2136): what must be so for the update to be made, and what is deleted. Class and type say which case it is.

event dns_dynamic_update_pre(c: connection, msg: dns_msg, ans: dns_answer) &priority=5 {
	local what: string;

	if ( ans$qtype == ANY && ans$qclass == NONE )
		what = "NameNotInUse";
	else if ( ans$qtype == ANY && ans$qclass == ANY )
		what = "NameInUse";
	else
		what = (ans$qclass == NONE ? "NoRRSet " : "RRSetExists ") + query_types[ans$qtype];

	hook DNS::do_reply(c, msg, ans, fmt("pre: %s %s", what, ans$query));
}

event dns_dynamic_update_del(c: connection, msg: dns_msg, ans: dns_answer) &priority=5 {
	local what = "RRSet " + query_types[ans$qtype];

	if ( ans$qclass == NONE )
		what = fmt("RR %s %s", query_types[ans$qtype], ans$query);
	else if ( ans$qclass == ANY && ans$qtype == ANY )
		what = "RRSet * " + ans$query;

	hook DNS::do_reply(c, msg, ans, "del: " + what);
}
