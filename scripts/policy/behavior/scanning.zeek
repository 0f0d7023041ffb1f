##! Notices hosts that look for others: many hosts on one port, or many ports of one host, with TCP connections that come to
##! nothing. Fast ones are told within minutes, slow ones within a day.
##!
##! A source becomes a scanner's suspect with a few failures; until then it is a newcomer, of which many fit and which are
##! soon forgotten: a flood of made-up sources fills no more than that. In a cluster workers keep the newcomers, and tell of
##! suspects in batches the node that the source belongs to.

@load base/frameworks/cluster
@load base/utils/site
@load ./chain

module Scanning;

export {
	redef enum Notice::Type += {
		## A host tried one port of many hosts.
		Address_Scan,
		## A host tried many ports of one host.
		Port_Scan,
		## A host tried one port of many hosts, in more time.
		Slow_Address_Scan,
		## A host tried many ports of one host, in more time.
		Slow_Port_Scan,
	};

	## How many hosts make a scan of addresses,
	option address_scan_hosts = 25;

	## how many if a host of the site tries others outside, as a browser does when the line is down,
	option address_scan_hosts_outside = 100;

	## and how many ports of one host make a scan of ports,
	option port_scan_ports = 20;

	## within this time.
	option scan_interval = 15mins;

	## How many hosts make a slow scan of addresses,
	option slow_address_scan_hosts = 60;

	## how many outside,
	option slow_address_scan_hosts_outside = 150;

	## and how many ports a slow one of ports,
	option slow_port_scan_ports = 40;

	## within this time.
	option slow_scan_interval = 1day;

	## Networks whose hosts may scan.
	option ignore_scanners: set[subnet] = {};

	## Ports that may be tried, such as those that clients guess.
	option ignore_ports: set[port] = {};

	## Failures to how many different targets make a newcomer a suspect,
	option newcomer_targets = 3;

	## within this time. Suspects that do no more are forgotten after it.
	const newcomer_time = 1hr &redef;

	## How many newcomers there are at most. When there are more, all of them are forgotten at once.
	option max_newcomers = 20000;

	## How many suspects there are at most. When there are more, they are not followed.
	option max_scanners = 1000;

	## How many failures of each suspect are kept. When there are more, all of them are forgotten.
	option max_probes = 200;

	## How long a worker collects before it tells.
	const batch_interval = 2secs &redef;

	## How much a worker tells at once.
	option max_batch = 128;

	## A connection that came to nothing.
	type Probe: record {
		ts: time;
		host: addr;
		p: port;
		uid: string;
	};

	type Probes: vector of Probe;

	## Says that a connection that came to nothing is no scan; by a `break`.
	global policy: hook(src: addr, probe: Probe);

	## Failures of a suspect, on their way to the node that counts them.
	global probes: event(src: addr, seen: Probes);
}

# The first failures of a source.
global newcomers: table[addr] of Probes &create_expire=newcomer_time;

# What a worker knows of a suspect.
type Batch: record {
	seen: Probes;
	# What was told or will be.
	targets: set[addr, port];
	# Whether the time when it is told is fixed.
	due: bool &default=F;
};

global batches: table[addr] of Batch &read_expire=newcomer_time;

# What is known of a suspect where it is counted.
type Suspect: record {
	seen: Probes;
	targets: set[addr, port];
	# Hosts by port, and whether they are outside while the suspect is not.
	hosts_on: table[port, bool] of count &default=0;
	ports_on: table[addr] of count &default=0;
	# What was told already.
	told_ports: set[port];
	told_hosts: set[addr];
};

# A suspect is idle: slow ones stay.
function leave(t: table[addr] of Suspect, src: addr): interval {
	local seen = t[src]$seen;
	local slow = |seen| > 2 * newcomer_targets && network_time() - seen[|seen| - 1]$ts < slow_scan_interval;
	return slow ? newcomer_time : 0secs;
}

global suspects: table[addr] of Suspect &read_expire=newcomer_time &expire_func=leave;

function forget(s: Suspect) {
	s$seen = vector();
	clear_table(s$targets);
	clear_table(s$hosts_on);
	clear_table(s$ports_on);
}

# Those of a suspect's failures that belong to one port or one host, in the order of time.
function select_probes(s: Suspect, wanted: function(probe: Probe): bool): Probes {
	local selected: Probes;

	for ( _, probe in s$seen )
		if ( wanted(probe) && network_time() - probe$ts <= slow_scan_interval )
			selected += probe;

	sort(selected, function(a: Probe, b: Probe): int { return a$ts < b$ts ? -1 : (a$ts > b$ts ? 1 : 0); });
	return selected;
}

function tell(src: addr, note: Notice::Type, selected: Probes, msg: string, n: Notice::Info) {
	local uids: vector of string;

	for ( _, probe in selected )
		uids += probe$uid;

	local took = selected[|selected| - 1]$ts - selected[0]$ts;
	n$note = note;
	n$src = src;
	n$msg = fmt("%s in %s, and all refused or did not answer", msg, duration_to_mins_secs(took));
	n$uid = uids[|uids| - 1];
	n$n = |uids|;
	n$identifier = cat(src);
	Behavior::tell(n, uids);
}

# Whether the last so many fit into that time.
function fits(selected: Probes, amount: count, time_span: interval): bool {
	return |selected| >= amount && selected[|selected| - 1]$ts - selected[|selected| - amount]$ts <= time_span;
}

function is_outward(src: addr, host: addr): bool {
	return Site::is_local_addr(src) && ! Site::is_local_addr(host);
}

function check_hosts(src: addr, s: Suspect, p: port, outward: bool) {
	local selected = select_probes(s, function[src, p, outward](probe: Probe): bool {
		return probe$p == p && is_outward(src, probe$host) == outward;
	});
	local fast = fits(selected, outward ? address_scan_hosts_outside : address_scan_hosts, scan_interval);
	local slow = fits(selected, outward ? slow_address_scan_hosts_outside : slow_address_scan_hosts, slow_scan_interval);

	if ( ! fast && ! slow )
		return;

	add s$told_ports[p];
	local msg = fmt("%s tried port %s of %d hosts", src, p, |selected|);
	tell(src, fast ? Address_Scan : Slow_Address_Scan, selected, msg, Notice::Info($note=Address_Scan, $p=p));
}

function check_ports(src: addr, s: Suspect, host: addr) {
	local selected = select_probes(s, function[host](probe: Probe): bool { return probe$host == host; });
	local fast = fits(selected, port_scan_ports, scan_interval);

	if ( ! fast && ! fits(selected, slow_port_scan_ports, slow_scan_interval) )
		return;

	add s$told_hosts[host];
	local msg = fmt("%s tried %d ports of %s", src, |selected|, host);
	tell(src, fast ? Port_Scan : Slow_Port_Scan, selected, msg, Notice::Info($note=Port_Scan, $dst=host));
}

function count_probe(src: addr, s: Suspect, probe: Probe) {
	if ( [probe$host, probe$p] in s$targets || probe$p in s$told_ports || probe$host in s$told_hosts )
		return;

	if ( |s$seen| >= max_probes ) {
		Behavior::dropped("scanning", |s$seen|);
		forget(s);
	}

	s$seen += probe;
	add s$targets[probe$host, probe$p];

	local outward = is_outward(src, probe$host);

	if ( ++s$hosts_on[probe$p, outward] >= (outward ? address_scan_hosts_outside : address_scan_hosts) )
		check_hosts(src, s, probe$p, outward);

	if ( ++s$ports_on[probe$host] >= port_scan_ports )
		check_ports(src, s, probe$host);
}

function count_probes(src: addr, seen: Probes) {
	if ( src !in suspects ) {
		if ( |suspects| >= max_scanners ) {
			Behavior::dropped("scanning", |seen|);
			return;
		}

		suspects[src] = Suspect();
	}

	local s = suspects[src];

	for ( _, probe in seen )
		count_probe(src, s, probe);
}

event probes(src: addr, seen: Probes) {
	count_probes(src, seen);
}

function tell_home(src: addr, batch: Batch) {
	if ( |batch$seen| == 0 )
		return;

	if ( ! Cluster::publish_hrw(Cluster::proxy_pool, cat(src), probes, src, batch$seen) )
		Cluster::publish(Cluster::manager_topic, probes, src, batch$seen);

	batch$seen = vector();
}

event Scanning::batch_is_due(src: addr) {
	if ( src !in batches )
		return;

	batches[src]$due = F;
	tell_home(src, batches[src]);
}

# A failure of a suspect.
function follow(src: addr, seen: Probes) {
	if ( Behavior::is_home() ) {
		count_probes(src, seen);
		return;
	}

	if ( src !in batches ) {
		if ( |batches| >= max_scanners ) {
			Behavior::dropped("scanning", |seen|);
			return;
		}

		batches[src] = Batch();
	}

	local batch = batches[src];

	for ( _, probe in seen ) {
		if ( [probe$host, probe$p] in batch$targets )
			next;

		if ( |batch$targets| >= max_probes )
			clear_table(batch$targets);

		add batch$targets[probe$host, probe$p];
		batch$seen += probe;
	}

	if ( |batch$seen| >= max_batch )
		tell_home(src, batch);
	else if ( |batch$seen| > 0 && ! batch$due ) {
		batch$due = T;
		schedule batch_interval { Scanning::batch_is_due(src) };
	}
}

function is_suspect(src: addr): bool {
	return Behavior::is_home() ? src in suspects : src in batches;
}

function failed(src: addr, probe: Probe) {
	if ( is_suspect(src) ) {
		follow(src, vector(probe));
		return;
	}

	if ( src !in newcomers ) {
		if ( |newcomers| >= max_newcomers ) {
			Behavior::dropped("scanning", |newcomers|);
			clear_table(newcomers);
		}

		newcomers[src] = vector(probe);
		return;
	}

	for ( _, other in newcomers[src] )
		if ( other$host == probe$host && other$p == probe$p )
			return;

	newcomers[src] += probe;

	if ( |newcomers[src]| >= newcomer_targets ) {
		follow(src, newcomers[src]);
		delete newcomers[src];
	}
}

event zeek_done() &priority=10 {
	for ( src, batch in batches )
		tell_home(src, batch);
}

# The originator asked, and was at most refused. Where it went on (as if it had been answered) the answers were not seen.
const came_to_nothing = /^S[SRrTtCcWwIiQq]*$/;

event connection_state_remove(c: connection) {
	local id = c$id;

	if ( id$proto != 6 || came_to_nothing != c$history )
		return;

	if ( id$orig_h in ignore_scanners || id$resp_p in ignore_ports )
		return;

	local probe = Probe($ts=c$start_time, $host=id$resp_h, $p=id$resp_p, $uid=c$uid);

	if ( hook policy(id$orig_h, probe) )
		failed(id$orig_h, probe);
}

hook Telemetry::sync() {
	Behavior::entries("scanning", |newcomers| + |suspects| + |batches|);
}
