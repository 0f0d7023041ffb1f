##! Notices somebody who goes from host to host by ssh: a login from A to B, then one from B to C, and on. Logins between
##! hosts that never did this before weigh more. Who comes in from outside, by another protocol or through address
##! translation, is not seen.

@load base/protocols/ssh
@load base/utils/site
@load ./chain

module SSHMovement;

export {
	redef enum Notice::Type += {
		## Logins that follow each other from host to host weigh `SSHMovement::threshold` together. A chain that
		## becomes longer is told again.
		Lateral_Movement,
	};

	## How long after a login to a host one from there belongs to it.
	const window = 8hrs &redef;

	## What the logins of a chain must weigh together.
	option threshold = 2.0;

	## How many logins a chain has at least.
	option min_hops = 2;

	## The weight of a login between two hosts that was not seen before,
	option new_pair_weight = 1.0;

	## and of one that was.
	option known_pair_weight = 0.25;

	## How long it is remembered that one host logs in to another.
	const known_pairs_expire = 30days &redef;

	## Hosts that administrators log in from. Their logins begin no chain and continue none.
	option admin_hosts: set[addr] = {};

	## Networks of such hosts.
	option admin_nets: set[subnet] = {};

	## How long after the first login this script only learns which hosts log in to which. Where it is 0, all of them are new
	## in the beginning, and chains among them are told.
	option learn_for = 0secs;

	## Whether both hosts must be of the site.
	option local_only = T;

	## How many hosts are followed that somebody logged in to,
	option max_hosts = 10000;

	## how many chains that end at each of them,
	option max_chains = 4;

	## how many logins of a chain,
	option max_hops = 32;

	## and how many pairs of hosts are remembered.
	option max_pairs = 50000;

	## A login.
	type Hop: record {
		## When the connection began.
		begun: time;
		## When the client was let in.
		ts: time;
		uid: string;
		id: conn_id;
		## Whether the two hosts are known to do this.
		known: bool &default=F;
	};

	type Hops: vector of Hop;

	## A login, on its way to the node that looks at all of them.
	global login: event(hop: Hop);
}

# Logins of which each begins where the one before went.
type Chain: record {
	hops: Hops;
	weight: double;
};

# Chains by the host that they end at.
global chains: table[addr] of vector of Chain &read_expire=window;

global known_pairs: set[addr, addr] &read_expire=known_pairs_expire;

# What a worker has told just now.
global told: set[addr, addr] &create_expire=1min;

# Workers do not tell at the same pace: logins wait for each other a moment.
global waiting: Hops;

const patience = 2secs;
const max_waiting = 500;

global first_login = double_to_time(0.0);

function is_admin(a: addr): bool {
	return a in admin_hosts || a in admin_nets;
}

function weight_of(hop: Hop): double {
	return hop$known ? known_pair_weight : new_pair_weight;
}

function notice_pair(hop: Hop) {
	local from = hop$id$orig_h;
	local to = hop$id$resp_h;
	hop$known = [from, to] in known_pairs;

	if ( hop$known )
		return;

	if ( |known_pairs| < max_pairs )
		add known_pairs[from, to];
	else
		Behavior::dropped("ssh-movement");
}

function visits(chain: Chain, host: addr): bool {
	for ( _, hop in chain$hops )
		if ( hop$id$orig_h == host || hop$id$resp_h == host )
			return T;

	return F;
}

# The heaviest chain that this login continues, made longer by it; the login alone if there is none.
function continued(hop: Hop): Chain {
	local alone = Chain($hops=vector(hop), $weight=weight_of(hop));
	local from = hop$id$orig_h;

	if ( from !in chains )
		return alone;

	local best: Chain;
	local found = F;

	for ( _, chain in chains[from] ) {
		local last = chain$hops[|chain$hops| - 1];
		local follows = last$ts <= hop$begun && hop$begun - last$ts <= window;

		if ( ! follows || |chain$hops| >= max_hops || visits(chain, hop$id$resp_h) )
			next;

		if ( ! found || chain$weight >= best$weight )
			best = chain;

		found = T;
	}

	if ( ! found )
		return alone;

	local hops = best$hops[:];
	hops += hop;
	return Chain($hops=hops, $weight=best$weight + alone$weight);
}

# Keeps a chain; those that are too old go, then the lightest.
function keep(chain: Chain) {
	local hop = chain$hops[|chain$hops| - 1];
	local host = hop$id$resp_h;

	if ( host !in chains ) {
		if ( |chains| >= max_hosts ) {
			Behavior::dropped("ssh-movement");
			return;
		}

		chains[host] = vector();
	}

	local kept: vector of Chain = vector(chain);

	for ( _, other in chains[host] )
		if ( hop$ts - other$hops[|other$hops| - 1]$ts <= window )
			kept += other;

	sort(kept, function(a: Chain, b: Chain): int { return a$weight > b$weight ? -1 : (a$weight < b$weight ? 1 : 0); });
	chains[host] = |kept| > max_chains ? kept[:max_chains] : kept;
}

function describe(chain: Chain): string {
	local text = "";
	local fresh = 0;
	local first = chain$hops[0];

	for ( i, hop in chain$hops ) {
		if ( i == 0 )
			text = fmt("from %s to %s at %s", hop$id$orig_h, hop$id$resp_h, strftime("%H:%M:%S", hop$ts));
		else
			text += fmt(", from there to %s at %s", hop$id$resp_h, strftime("%H:%M:%S", hop$ts));

		if ( ! hop$known )
			++fresh;
	}

	local took = chain$hops[|chain$hops| - 1]$ts - first$ts;
	return fmt("Somebody logs in by ssh %s: %d logins in %s, %d of them between hosts that never did this before", text,
	           |chain$hops|, duration_to_mins_secs(took), fresh);
}

function tell(chain: Chain) {
	local uids: vector of string;
	local way = cat(chain$hops[0]$id$orig_h);
	local last = chain$hops[|chain$hops| - 1];

	for ( _, hop in chain$hops ) {
		uids += hop$uid;
		way += cat(">", hop$id$resp_h);
	}

	Behavior::tell(Notice::Info($note=Lateral_Movement, $msg=describe(chain), $uid=last$uid, $id=last$id,
	                            $src=chain$hops[0]$id$orig_h, $dst=last$id$resp_h, $n=|chain$hops|, $identifier=way), uids);
}

function follow(hop: Hop) {
	if ( first_login == double_to_time(0.0) )
		first_login = hop$ts;

	notice_pair(hop);

	local chain = continued(hop);
	keep(chain);

	local learning = hop$ts - first_login < learn_for;

	if ( ! learning && |chain$hops| >= min_hops && chain$weight >= threshold )
		tell(chain);
}

# Follows what has waited, up to this time.
function follow_waiting(until: time) {
	local later: Hops;
	sort(waiting, function(a: Hop, b: Hop): int { return a$ts < b$ts ? -1 : (a$ts > b$ts ? 1 : 0); });

	for ( _, hop in waiting )
		if ( hop$ts <= until )
			follow(hop);
		else
			later += hop;

	waiting = later;
}

event SSHMovement::waited(until: time) {
	follow_waiting(until);
}

event login(hop: Hop) {
	waiting += hop;

	# Where there are so many, order is not waited for.
	if ( |waiting| >= max_waiting )
		follow_waiting(network_time());
	else
		schedule patience { SSHMovement::waited(hop$ts) };
}

event zeek_done() &priority=10 {
	follow_waiting(network_time());
}

event ssh_auth_successful(c: connection, auth_method_none: bool) {
	local from = c$id$orig_h;
	local to = c$id$resp_h;

	if ( from == to || is_admin(from) || (local_only && ! (Site::is_local_addr(from) && Site::is_local_addr(to))) )
		return;

	local hop = Hop($begun=c$start_time, $ts=network_time(), $uid=c$uid, $id=c$id);

	if ( Behavior::is_home() ) {
		follow(hop);
		return;
	}

	if ( [from, to] in told )
		return;

	if ( |told| < max_hosts )
		add told[from, to];

	Cluster::publish(Cluster::manager_topic, login, hop);
}

hook Telemetry::sync() {
	Behavior::entries("ssh-movement", |chains| + |known_pairs|);
}
