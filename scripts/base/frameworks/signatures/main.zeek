##! What becomes of signatures that match: they are logged and make notices, and hosts are watched that match many.

@load base/frameworks/logging
@load base/frameworks/notice

module Signatures;

export {
	redef enum Notice::Type += {
		## A signature matched.
		Sensitive_Signature,
		## A host matched many signatures with one other host.
		Multiple_Signatures,
		## A host matched one signature with many others.
		Multiple_Sig_Responders,
		## A signature matched often for a host, see `SIG_COUNT_PER_RESP`.
		Count_Signature,
		## How often a signature matched for a host, see `SIG_SUMMARY`.
		Signature_Summary,
	};

	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## What is done with a signature that matches.
	type Action: enum {
		## Nothing.
		SIG_IGNORE,
		## It is not logged, but counts for scans.
		SIG_QUIET,
		## It is logged.
		SIG_LOG,
		## It is logged, but does not count for scans.
		SIG_FILE_BUT_NO_SCAN,
		## It is logged and makes a notice.
		SIG_ALARM,
		## It is logged and makes a notice once for each originator.
		SIG_ALARM_PER_ORIG,
		## It is logged and makes one notice.
		SIG_ALARM_ONCE,
		## It makes a notice when it has matched so often for a responder, see `Signatures::count_thresholds`.
		SIG_COUNT_PER_RESP,
		## It is logged, and a notice sums up how often each originator matched.
		SIG_SUMMARY,
	};

	## A row of the log.
	type Info: record {
		## When it matched.
		ts: time &log;
		## The connection.
		uid: string &log &optional;
		## Who sent what matched.
		src_addr: addr &log &optional;
		## The port it came from.
		src_port: port &log &optional;
		## Who got it.
		dst_addr: addr &log &optional;
		## The port it went to.
		dst_port: port &log &optional;
		## The kind of notice that this is, or would be.
		note: Notice::Type &log;
		## The signature.
		sig_id: string &log &optional;
		## What it says.
		event_msg: string &log &optional;
		## The data that matched, or more about scans.
		sub_msg: string &log &optional;
		## How many signatures matched.
		sig_count: count &log &optional;
		## With how many hosts.
		host_count: count &log &optional;
	};

	## What is done with each signature.
	global actions: table[string] of Action = { ["unspecified"] = SIG_IGNORE } &redef &default=SIG_ALARM;

	## Signatures that are ignored.
	option ignored_ids = /NO_DEFAULT_MATCHES/;

	## At how many hosts with one signature there is a notice.
	const horiz_scan_thresholds = { 5, 10, 50, 100, 500, 1000 } &redef;

	## At how many signatures with one host there is a notice.
	const vert_scan_thresholds = { 5, 10, 50, 100, 500, 1000 } &redef;

	## At how many matches there is a notice, for `SIG_COUNT_PER_RESP`.
	const count_thresholds = { 5, 10, 50, 100, 500, 1000, 10000, 1000000 } &redef;

	## After which time matches are summed up, for `SIG_SUMMARY`.
	option summary_interval = 1 day;

	## Raised for each row.
	global log_signature: event(rec: Info);
}

# Whom an originator matched a signature with, and what it matched with a responder; and the last thresholds that it reached.
global hosts_by_signature: table[addr, string] of addr_set &read_expire=1hr;
global signatures_by_host: table[addr, addr] of string_set &read_expire=1hr;
global last_host_threshold: table[addr] of count &default=0 &read_expire=1hr;
global last_signature_threshold: table[addr] of count &default=0 &read_expire=1hr;

# How often a signature matched for a responder and for an originator, and whether it made its only notice.
global matches_per_resp: table[addr, string] of count &default=0 &read_expire=1hr;
global matches_per_orig: table[addr, string] of count &default=0 &read_expire=1hr;
global alarmed_once: set[string] &read_expire=1hr;

# How much of the data is logged.
const max_data = 140;

event zeek_init() &priority=5 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_signature, $path="signatures", $policy=log_policy));
}

event sig_summary(orig: addr, id: string, msg: string) {
	NOTICE(Notice::Info($note=Signature_Summary, $src=orig, $msg=fmt("%s: %s", orig, msg), $n=matches_per_orig[orig, id]));
}

# Counts a match for a responder; some counts make a notice.
function count_for_resp(c: connection, id: string, msg: string) {
	local resp = c$id$resp_h;
	local matches = ++matches_per_resp[resp, id];

	if ( matches in count_thresholds )
		NOTICE(Notice::Info($note=Count_Signature, $conn=c, $msg=msg, $n=matches,
		                    $sub=fmt("%d matches of signature %s on host %s", matches, id, resp)));
}

# Whether a match makes a notice.
function is_alarm(c: connection, id: string, msg: string, action: Action): bool {
	local orig = c$id$orig_h;

	switch ( action ) {
		case SIG_ALARM:
			return T;
		case SIG_ALARM_ONCE:
			if ( id in alarmed_once )
				return F;

			add alarmed_once[id];
			return T;
		case SIG_ALARM_PER_ORIG:
			return ++matches_per_orig[orig, id] == 1;
		case SIG_SUMMARY:
			if ( ++matches_per_orig[orig, id] == 1 )
				schedule summary_interval { sig_summary(orig, id, msg) };

			return F;
	}

	return F;
}

# Whom an originator matches one signature with.
function watch_hosts(orig: addr, resp: addr, id: string, msg: string) {
	if ( [orig, id] !in hosts_by_signature )
		hosts_by_signature[orig, id] = set();

	add hosts_by_signature[orig, id][resp];

	local hosts = |hosts_by_signature[orig, id]|;

	if ( hosts !in horiz_scan_thresholds || hosts == last_host_threshold[orig] )
		return;

	local what = fmt("%s has triggered signature %s on %d hosts", orig, id, hosts);

	last_host_threshold[orig] = hosts;
	Log::write(LOG, Info($ts=network_time(), $note=Multiple_Sig_Responders, $src_addr=orig, $sig_id=id, $event_msg=msg,
	                     $host_count=hosts, $sub_msg=what));
	NOTICE(Notice::Info($note=Multiple_Sig_Responders, $src=orig, $msg=msg, $n=hosts, $sub=what));
}

# What an originator matches with one host.
function watch_signatures(orig: addr, resp: addr, id: string) {
	if ( [orig, resp] !in signatures_by_host )
		signatures_by_host[orig, resp] = set();

	add signatures_by_host[orig, resp][id];

	local signatures = |signatures_by_host[orig, resp]|;

	if ( signatures !in vert_scan_thresholds || signatures == last_signature_threshold[orig] )
		return;

	local brief = fmt("%s different signatures triggered", signatures);
	local what = fmt("%s has triggered %d different signatures on host %s", orig, signatures, resp);

	last_signature_threshold[orig] = signatures;
	Log::write(LOG, Info($ts=network_time(), $note=Multiple_Signatures, $src_addr=orig, $dst_addr=resp, $sig_id=id,
	                     $sig_count=signatures, $event_msg=brief, $sub_msg=what));
	NOTICE(Notice::Info($note=Multiple_Signatures, $src=orig, $dst=resp, $msg=brief, $n=signatures, $sub=what));
}

event signature_match(state: signature_state, msg: string, data: string) {
	local id = state$sig_id;
	local action = actions[id];

	if ( action == SIG_IGNORE || ignored_ids in id )
		return;

	local c = state$conn;
	local src = state$is_orig ? c$id$orig_h : c$id$resp_h;
	local dst = state$is_orig ? c$id$resp_h : c$id$orig_h;
	local what = fmt("%s: %s", src, msg);
	local shown = |data| > max_data ? sub_bytes(data, 0, max_data) + "..." : data;

	if ( action != SIG_QUIET && action != SIG_COUNT_PER_RESP )
		Log::write(LOG, Info($ts=network_time(), $note=Sensitive_Signature, $uid=c$uid, $src_addr=src,
		                     $src_port=state$is_orig ? c$id$orig_p : c$id$resp_p, $dst_addr=dst,
		                     $dst_port=state$is_orig ? c$id$resp_p : c$id$orig_p, $event_msg=what, $sig_id=id,
		                     $sub_msg=shown));

	if ( action == SIG_COUNT_PER_RESP )
		count_for_resp(c, id, msg);

	if ( is_alarm(c, id, msg, action) )
		NOTICE(Notice::Info($note=Sensitive_Signature, $conn=c, $src=src, $dst=dst, $msg=what, $sub=shown));

	if ( action == SIG_FILE_BUT_NO_SCAN || action == SIG_SUMMARY )
		return;

	watch_hosts(c$id$orig_h, c$id$resp_h, id, msg);
	watch_signatures(c$id$orig_h, c$id$resp_h, id);
}
