##! Notices hosts of the site that call somebody outside again and again, at regular intervals and with as many bytes each
##! time: what programs do that wait for orders, and also some that look for news. Who lets the intervals vary by more than
##! `Beacon::tolerance`, or keeps one connection open, is not seen.
##!
##! In a cluster workers keep pairs that met a few times only, and tell of the others, a few contacts at once, the node that
##! the destination belongs to.

@load base/frameworks/cluster
@load base/utils/site
@load ./chain

module Beacon;

export {
	redef enum Notice::Type += {
		## A host calls another one regularly.
		Regular_Contacts,
	};

	## How many contacts are needed,
	option min_contacts = 20;

	## and over which time.
	option min_span = 30mins;

	## Connections that begin within this time of the last one belong to the same contact.
	option min_interval = 10secs;

	## How far an interval may be from the median, as a share of it, to be regular,
	option tolerance = 0.1;

	## how many bytes more or less than the median are regular too, where the share of it is less,
	option size_tolerance = 64.0;

	## and how many of the intervals, and of the sizes, must be.
	option regular_share = 0.85;

	## Whether only destinations outside of the site count.
	option outside_only = T;

	## A port that so many hosts of the site call again and again belongs to a service that everybody uses: it is not told.
	## Where it is 0, all are told.
	option common_hosts = 10;

	## Destinations that may be called, besides those that many get.
	option ignore_destinations: set[subnet] = { 224.0.0.0/4, 255.255.255.255/32, [ff00::]/8 };

	## Ports that may be: names, clocks, neighbours.
	option ignore_ports: set[port] = { 53/tcp, 53/udp, 67/udp, 123/udp, 137/udp, 853/tcp, 1900/udp, 5353/udp };

	## How long a pair is kept that is quiet; intervals are shorter.
	const pair_expire = 3hrs &redef;

	## How many contacts make a pair one that is followed.
	option newcomer_contacts = 4;

	## How many pairs there are at most that have fewer. When there are more, all of them are forgotten at once.
	option max_newcomers = 20000;

	## How many pairs are followed at most.
	option max_pairs = 10000;

	## How many contacts of a pair are kept; the oldest go.
	option max_contacts = 48;

	## A contact.
	type Contact: record {
		ts: time;
		uid: string;
		## What the originator sent, in bytes.
		size: count;
	};

	type Contacts: vector of Contact;

	## Contacts of a pair, on their way to the node that looks at all of them.
	global contacts: event(from: addr, to: addr, p: port, seen: Contacts);
}

# Pairs that met a few times only. On workers, also what they have not told of others.
global newcomers: table[addr, addr, port] of Contacts &create_expire=pair_expire;

# When a pair met last, where its contacts are no longer newcomers.
global met: table[addr, addr, port] of time &read_expire=pair_expire;

# Where pairs are looked at.
global pairs: table[addr, addr, port] of Contacts &read_expire=pair_expire;

# Who calls a port; as many as make it common.
global callers: table[addr, port] of set[addr] &read_expire=pair_expire;

function middle(values: vector of double): double {
	local sorted = values[:];
	sort(sorted, function(a: double, b: double): int { return a < b ? -1 : (a > b ? 1 : 0); });
	return sorted[|sorted| / 2];
}

function is_regular(values: vector of double, least: double): bool {
	local median = middle(values);
	local allowed = median * tolerance > least ? median * tolerance : least;
	local near = 0.0;

	for ( _, value in values )
		if ( value - median <= allowed && median - value <= allowed )
			near += 1.0;

	return near >= regular_share * |values|;
}

# Whether many hosts call this port.
function is_common(from: addr, to: addr, p: port): bool {
	if ( common_hosts == 0 )
		return F;

	if ( [to, p] !in callers ) {
		if ( |callers| >= max_pairs ) {
			Behavior::dropped("beacon");
			return F;
		}

		callers[to, p] = set();
	}

	if ( |callers[to, p]| < common_hosts )
		add callers[to, p][from];

	return |callers[to, p]| >= common_hosts;
}

# Contacts in the order of time, those that belong together as one.
function distinct_contacts(seen: Contacts): Contacts {
	local sorted = seen[:];
	local distinct: Contacts;
	sort(sorted, function(a: Contact, b: Contact): int { return a$ts < b$ts ? -1 : (a$ts > b$ts ? 1 : 0); });

	for ( _, one in sorted )
		if ( |distinct| == 0 || one$ts - distinct[|distinct| - 1]$ts >= min_interval )
			distinct += one;

	return distinct;
}

function check(from: addr, to: addr, p: port, seen: Contacts): bool {
	local distinct = distinct_contacts(seen);
	local last = |distinct| - 1;

	if ( |distinct| < min_contacts || distinct[last]$ts - distinct[0]$ts < min_span )
		return F;

	local intervals: vector of double;
	local sizes: vector of double;
	local uids: vector of string;

	for ( i, one in distinct ) {
		sizes += one$size + 0.0;
		uids += one$uid;

		if ( i > 0 )
			intervals += interval_to_double(one$ts - distinct[i - 1]$ts);
	}

	if ( ! is_regular(intervals, 1.0) || ! is_regular(sizes, size_tolerance) )
		return F;

	local msg = fmt("%s calls %s on port %s every %.0f seconds with about %.0f bytes: %d times in %s", from, to, p,
	                middle(intervals), middle(sizes), |distinct|,
	                duration_to_mins_secs(distinct[last]$ts - distinct[0]$ts));

	Behavior::tell(Notice::Info($note=Regular_Contacts, $msg=msg, $uid=uids[last], $src=from, $dst=to, $p=p, $n=|distinct|,
	                            $identifier=cat(from, to, p), $suppress_for=1day), uids);
	return T;
}

function add_contacts(from: addr, to: addr, p: port, seen: Contacts) {
	if ( [from, to, p] !in pairs ) {
		if ( |pairs| >= max_pairs ) {
			Behavior::dropped("beacon", |seen|);
			return;
		}

		pairs[from, to, p] = vector();
	}

	local known = pairs[from, to, p];

	for ( _, one in seen )
		known += one;

	if ( |known| > max_contacts )
		known = known[|known| - max_contacts:];

	pairs[from, to, p] = known;

	if ( ! is_common(from, to, p) && check(from, to, p, known) )
		pairs[from, to, p] = vector();
}

event contacts(from: addr, to: addr, p: port, seen: Contacts) {
	add_contacts(from, to, p, seen);
}

function tell_home(from: addr, to: addr, p: port, seen: Contacts) {
	if ( Behavior::is_home() )
		add_contacts(from, to, p, seen);
	else if ( ! Cluster::publish_hrw(Cluster::proxy_pool, cat(to, p), contacts, from, to, p, seen) )
		Cluster::publish(Cluster::manager_topic, contacts, from, to, p, seen);
}

function contact(from: addr, to: addr, p: port, one: Contact) {
	local followed = [from, to, p] in met;

	if ( followed ) {
		if ( one$ts - met[from, to, p] < min_interval )
			return;

		met[from, to, p] = one$ts;

		# Alone, there is nobody to collect for.
		if ( Behavior::is_home() ) {
			tell_home(from, to, p, vector(one));
			return;
		}
	}

	if ( [from, to, p] !in newcomers ) {
		if ( |newcomers| >= max_newcomers ) {
			Behavior::dropped("beacon", |newcomers|);
			clear_table(newcomers);
		}

		newcomers[from, to, p] = vector(one);
		return;
	}

	local known = newcomers[from, to, p];

	if ( one$ts - known[|known| - 1]$ts < min_interval )
		return;

	known += one;

	if ( |known| < newcomer_contacts )
		return;

	delete newcomers[from, to, p];
	tell_home(from, to, p, known);

	if ( ! followed ) {
		if ( |met| < max_pairs )
			met[from, to, p] = one$ts;
		else
			Behavior::dropped("beacon");
	}
}

event zeek_done() &priority=10 {
	for ( [from, to, p], seen in copy(newcomers) )
		if ( [from, to, p] in met )
			tell_home(from, to, p, seen);
}

event connection_state_remove(c: connection) {
	local id = c$id;

	if ( c$orig$size == 0 || id$proto == 1 || id$proto == 58 || id$resp_p in ignore_ports )
		return;

	if ( ! Site::is_local_addr(id$orig_h) || (outside_only && Site::is_local_addr(id$resp_h)) || id$resp_h in ignore_destinations )
		return;

	contact(id$orig_h, id$resp_h, id$resp_p, Contact($ts=c$start_time, $uid=c$uid, $size=c$orig$size));
}

hook Telemetry::sync() {
	Behavior::entries("beacon", |newcomers| + |met| + |pairs| + |callers|);
}
