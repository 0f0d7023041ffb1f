##! Notices hosts that guess passwords, and those that are let in afterwards: by SSH, FTP, HTTP (basic authentication), SMTP
##! and POP3, as far as it can be read. What is encrypted but for SSH, and IMAP, is not seen.
##!
##! In a cluster workers collect failures for a moment and tell the node that client and service belong to; that node has
##! workers watch a client that failed often, as logins that succeed are too many to be told all.

@load base/frameworks/cluster
@load base/protocols/ftp
@load base/protocols/http
@load base/protocols/pop3
@load base/protocols/smtp
@load base/protocols/ssh
@load ./chain

module Guessing;

export {
	redef enum Notice::Type += {
		## A client's logins to a service failed as often as `Guessing::max_failures` says.
		Password_Guessing,
		## A client was let in by a server after `Guessing::success_after` failures.
		Login_After_Guessing,
	};

	## How many failures make a guesser. A connection of SSH counts once, however many passwords were tried in it; elsewhere
	## each attempt counts.
	option max_failures = 20;

	## After how many failures a success is told: with the same server, or with any if they were `Guessing::max_failures`.
	option success_after = 10;

	## Within which time.
	const window = 30mins &redef;

	## Clients whose failures are not counted, such as those that check whether servers are alive.
	option ignore_clients: set[subnet] = {};

	## How many clients are followed, each with each service.
	option max_guessers = 10000;

	## How many failures of each are kept.
	option max_tries = 64;

	## How long a worker collects before it tells.
	const batch_interval = 2secs &redef;

	## An attempt to log in.
	type Try: record {
		ts: time;
		uid: string;
		id: conn_id;
		## What is logged in to, such as "ssh".
		service: string;
	};

	type Tries: vector of Try;

	## Failures of a client with a service, on their way to the node that counts them.
	global failures: event(client: addr, service: string, tries: Tries);

	## A success, on its way there.
	global success: event(client: addr, service: string, last: Try);

	## Says that successes of a client are to be told.
	global watch: event(client: addr, service: string);
}

# What is known where it is counted.
type Guesser: record {
	tries: Tries;
	last_success: Try &optional;
	told: bool &default=F;
	watched: bool &default=F;
};

global guessers: table[addr, string] of Guesser &read_expire=window;

# What a worker has not told yet.
global batches: table[addr, string] of Tries &create_expire=window;

# Clients whose successes a worker tells, and successes of others, for a client may be watched a moment later. Alone, only the
# latter.
global watched: set[addr, string] &read_expire=window;
global successes: table[addr, string] of Try &create_expire=1min;

function uids_of(tries: Tries): vector of string {
	local uids: vector of string;

	for ( _, one in tries )
		if ( |uids| == 0 || uids[|uids| - 1] != one$uid )
			uids += one$uid;

	return uids;
}

function recent(g: Guesser, until: time): Tries {
	local tries: Tries;

	for ( _, one in g$tries )
		if ( one$ts <= until && until - one$ts <= window )
			tries += one;

	sort(tries, function(a: Try, b: Try): int { return a$ts < b$ts ? -1 : (a$ts > b$ts ? 1 : 0); });
	return tries;
}

function took(tries: Tries): string {
	return duration_to_mins_secs(tries[|tries| - 1]$ts - tries[0]$ts);
}

function servers_of(tries: Tries): string {
	local servers: set[addr];

	for ( _, one in tries )
		add servers[one$id$resp_h];

	return |servers| == 1 ? cat(tries[0]$id$resp_h) : fmt("%d servers", |servers|);
}

function check_success(client: addr, service: string, g: Guesser) {
	if ( ! g?$last_success )
		return;

	local last = g$last_success;
	local all_failures = recent(g, last$ts);
	local here: Tries;

	for ( _, one in all_failures )
		if ( one$id$resp_h == last$id$resp_h )
			here += one;

	local with_all = |all_failures| >= max_failures;

	if ( ! with_all && |here| < success_after )
		return;

	local tries = with_all ? all_failures : here;
	local msg = fmt("%s was let in by %s (%s) after %d failures with %s in %s", client, last$id$resp_h, service, |tries|,
	                servers_of(tries), took(tries));
	local uids = uids_of(tries);

	if ( uids[|uids| - 1] != last$uid )
		uids += last$uid;

	Behavior::tell(Notice::Info($note=Login_After_Guessing, $msg=msg, $uid=last$uid, $id=last$id, $n=|tries|,
	                            $identifier=cat(client, last$id$resp_h, service)), uids);
	delete g$last_success;
}

function check_failures(client: addr, service: string, g: Guesser) {
	if ( g$told )
		return;

	local last = g$tries[|g$tries| - 1];
	local tries = recent(g, last$ts);

	if ( |tries| < max_failures )
		return;

	g$told = T;
	Behavior::tell(Notice::Info($note=Password_Guessing, $uid=last$uid, $id=last$id, $n=|tries|, $identifier=cat(client, service),
	                            $msg=fmt("%s guesses passwords (%s): %d failures with %s in %s", client, service, |tries|,
	                                     servers_of(tries), took(tries))), uids_of(tries));
}

function count_failures(client: addr, service: string, tries: Tries) {
	if ( [client, service] !in guessers ) {
		if ( |guessers| >= max_guessers ) {
			Behavior::dropped("guessing", |tries|);
			return;
		}

		guessers[client, service] = Guesser();

		# Connections of SSH are known to have failed once they have ended: the success may have come before that.
		if ( [client, service] in successes )
			guessers[client, service]$last_success = successes[client, service];
	}

	local g = guessers[client, service];

	for ( _, one in tries )
		g$tries += one;

	# The oldest go.
	if ( |g$tries| > max_tries )
		g$tries = g$tries[|g$tries| - max_tries:];

	check_failures(client, service, g);
	check_success(client, service, g);

	if ( ! g$watched && |g$tries| >= success_after ) {
		g$watched = T;

		if ( Cluster::is_enabled() )
			Cluster::publish(Cluster::worker_topic, watch, client, service);
	}
}

event failures(client: addr, service: string, tries: Tries) {
	count_failures(client, service, tries);
}

function note_success(client: addr, service: string, last: Try) {
	if ( [client, service] !in guessers )
		return;

	local g = guessers[client, service];
	g$last_success = last;
	check_success(client, service, g);
}

event success(client: addr, service: string, last: Try) {
	note_success(client, service, last);
}

function tell_failures(client: addr, service: string) {
	if ( [client, service] !in batches )
		return;

	local tries = batches[client, service];
	delete batches[client, service];

	if ( ! Cluster::publish_hrw(Cluster::proxy_pool, cat(client, service), failures, client, service, tries) )
		Cluster::publish(Cluster::manager_topic, failures, client, service, tries);
}

event Guessing::batch_is_due(client: addr, service: string) {
	tell_failures(client, service);
}

function tell_success(client: addr, service: string, last: Try) {
	tell_failures(client, service);

	if ( ! Cluster::publish_hrw(Cluster::proxy_pool, cat(client, service), success, client, service, last) )
		Cluster::publish(Cluster::manager_topic, success, client, service, last);
}

event watch(client: addr, service: string) {
	if ( |watched| >= max_guessers ) {
		Behavior::dropped("guessing");
		return;
	}

	add watched[client, service];

	if ( [client, service] in successes )
		tell_success(client, service, successes[client, service]);
}

function failed(c: connection, service: string, when_tried: time &default=network_time()) {
	local client = c$id$orig_h;

	if ( client in ignore_clients )
		return;

	local one = Try($ts=when_tried, $uid=c$uid, $id=c$id, $service=service);

	if ( Behavior::is_home() ) {
		count_failures(client, service, vector(one));
		return;
	}

	if ( [client, service] !in batches ) {
		if ( |batches| >= max_guessers ) {
			Behavior::dropped("guessing");
			return;
		}

		batches[client, service] = vector();
		schedule batch_interval { Guessing::batch_is_due(client, service) };
	}

	batches[client, service] += one;

	if ( |batches[client, service]| >= max_tries )
		tell_failures(client, service);
}

function succeeded(c: connection, service: string) {
	local client = c$id$orig_h;
	local one = Try($ts=network_time(), $uid=c$uid, $id=c$id, $service=service);

	if ( Behavior::is_home() && [client, service] in guessers )
		note_success(client, service, one);
	else if ( [client, service] in watched )
		tell_success(client, service, one);
	else if ( |successes| < max_guessers )
		successes[client, service] = one;
	else
		Behavior::dropped("guessing");
}

event zeek_done() &priority=10 {
	for ( [client, service] in copy(batches) )
		tell_failures(client, service);
}

event ssh_auth_failed(c: connection) {
	failed(c, "ssh", c$start_time);
}

event ssh_auth_successful(c: connection, auth_method_none: bool) {
	succeeded(c, "ssh");
}

event ftp_reply(c: connection, code: count, msg: string, cont_resp: bool) {
	if ( cont_resp || ! c?$ftp || ! c$ftp?$cmdarg || c$ftp$cmdarg$cmd != "PASS" )
		return;

	# Guests have no password that somebody could guess.
	if ( to_lower(c$ftp$user) in FTP::guest_ids )
		return;

	if ( code == 530 )
		failed(c, "ftp");
	else if ( code == 230 )
		succeeded(c, "ftp");
}

event http_reply(c: connection, version: string, code: count, reason: string) {
	if ( ! c?$http || ! c$http?$username )
		return;

	if ( code == 401 )
		failed(c, "http");
	else if ( code >= 200 && code < 400 )
		succeeded(c, "http");
}

event smtp_reply(c: connection, is_orig: bool, code: count, cmd: string, msg: string, cont_resp: bool) {
	# Both codes are replies to AUTH alone (RFC 4954).
	if ( code == 535 && ! cont_resp )
		failed(c, "smtp");
	else if ( code == 235 && ! cont_resp )
		succeeded(c, "smtp");
}

event pop3_login_failure(c: connection, is_orig: bool, user: string, password: string) {
	failed(c, "pop3");
}

event pop3_login_success(c: connection, is_orig: bool, user: string, password: string) {
	succeeded(c, "pop3");
}

hook Telemetry::sync() {
	Behavior::entries("guessing", |guessers| + |batches| + |watched| + |successes|);
}
