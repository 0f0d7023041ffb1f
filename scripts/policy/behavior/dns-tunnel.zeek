##! Notices hosts that send data within names that they look up: many different names of one domain, long ones, whose letters
##! are as if by chance; or that get much text for them.
##!
##! A domain is what somebody can register: the last two labels of a name, or three where the second is a word such as
##! "co" before the two letters of a country. There is no list of all suffixes.

@load base/frameworks/cluster
@load base/protocols/dns
@load ./chain

module DNSTunnel;

export {
	redef enum Notice::Type += {
		## A host looks up names of a domain as a tunnel would.
		Tunnel,
	};

	## How long a name is without its domain and without dots, to be looked at.
	option min_length = 24;

	## How many different ones make a tunnel,
	option min_names = 100;

	## of which mean length,
	option min_mean_length = 30.0;

	## and of which mean entropy, in bits a letter.
	option min_entropy = 3.2;

	## How many are enough if the answers to them
	option min_names_answered = 40;

	## have as many bytes of text.
	option min_answer_bytes = 20000;

	## Within which time.
	const window = 10mins &redef;

	## Domains whose names may be like that, such as those in which programs ask whether a file or an address is bad.
	option ignore_domains: set[string] = {
		"arpa", "local", "localdomain", "mcafee.com", "sophosxl.net", "sophosxl.com", "spamhaus.org", "spamhaus.net",
		"senderbase.org", "e5.sk", "amazonaws.com", "akadns.net", "akamaiedge.net", "cloudfront.net",
	};

	## Clients that may look up such names, such as a resolver that asks for all others.
	option ignore_clients: set[subnet] = {};

	## Words that are no domain of their own before the two letters of a country.
	option second_level: set[string] = { "ac", "co", "com", "edu", "gob", "gov", "govt", "go", "gv", "mil", "ne", "net", "nom", "or", "org" };

	## How many such names make a client and a domain a pair that is followed.
	option newcomer_names = 8;

	## How many pairs there are at most that have fewer. When there are more, all of them are forgotten at once.
	option max_newcomers = 10000;

	## How many pairs are followed at most.
	option max_pairs = 2000;

	## How many lookups of a pair are kept.
	option max_lookups = 256;

	## How long a worker collects before it tells.
	const batch_interval = 5secs &redef;

	## A name that was looked up, or text that came for it.
	type Lookup: record {
		ts: time;
		uid: string;
		## The name without its domain; empty for text.
		name: string;
		## Bytes of text.
		answer: count &default=0;
	};

	type Lookups: vector of Lookup;

	## Lookups of a client in a domain, on their way to the node that counts them.
	global lookups: event(client: addr, domain: string, seen: Lookups);

	## The part of a name that somebody can register.
	global domain_of: function(name: string): string;
}

# What is known of a client and a domain where it is counted.
type Pair: record {
	seen: Lookups;
	names: set[string];
	letters: count &default=0;
	entropy: double &default=0.0;
	answers: count &default=0;
	told: bool &default=F;
};

global pairs: table[addr, string] of Pair &create_expire=window;

# Pairs with a few names, and on workers what was not told yet.
global newcomers: table[addr, string] of Lookups &create_expire=window;

# Pairs that a worker tells of.
global followed: set[addr, string] &read_expire=window;

function domain_of(name: string): string {
	local labels = split_string(name, /\./);
	local last = |labels| - 1;

	if ( |labels| <= 2 )
		return name;

	local domain = labels[last - 1] + "." + labels[last];

	if ( |labels[last]| == 2 && labels[last - 1] in second_level )
		return labels[last - 2] + "." + domain;

	return domain;
}

function is_ignored(domain: string): bool {
	return domain in ignore_domains || ends_with(domain, ".arpa") || ends_with(domain, ".local");
}

function is_tunnel(p: Pair): bool {
	local names = |p$names|;

	if ( names >= min_names_answered && p$answers >= min_answer_bytes )
		return T;

	return names >= min_names && p$letters >= min_mean_length * names && p$entropy >= min_entropy * names;
}

function tell(client: addr, domain: string, p: Pair) {
	local uids: vector of string;
	local known: set[string];
	local seen = p$seen[:];
	sort(seen, function(a: Lookup, b: Lookup): int { return a$ts < b$ts ? -1 : (a$ts > b$ts ? 1 : 0); });

	for ( _, one in seen )
		if ( one$uid !in known ) {
			add known[one$uid];
			uids += one$uid;
		}

	local names = |p$names|;
	local msg = fmt("%s seems to send data in names of %s: %d different ones in %s, of %.0f letters with %.1f bits each, and got %d bytes of text",
	                client, domain, names, duration_to_mins_secs(seen[|seen| - 1]$ts - seen[0]$ts), (p$letters + 0.0) / names,
	                p$entropy / names, p$answers);

	p$told = T;
	Behavior::tell(Notice::Info($note=Tunnel, $msg=msg, $src=client, $uid=uids[|uids| - 1], $n=names,
	                            $identifier=cat(client, domain)), uids);
}

function count_lookups(client: addr, domain: string, seen: Lookups) {
	if ( [client, domain] !in pairs ) {
		if ( |pairs| >= max_pairs ) {
			Behavior::dropped("dns-tunnel", |seen|);
			return;
		}

		pairs[client, domain] = Pair();
	}

	local p = pairs[client, domain];

	if ( p$told )
		return;

	for ( _, one in seen ) {
		p$answers += one$answer;

		if ( one$name == "" || one$name in p$names )
			next;

		# Many names without a tunnel: it begins anew.
		if ( |p$names| >= max_lookups ) {
			Behavior::dropped("dns-tunnel", |p$names|);
			p$seen = vector();
			clear_table(p$names);
			p$letters = 0;
			p$entropy = 0.0;
		}

		local letters = gsub(one$name, /\./, "");
		add p$names[one$name];
		p$seen += one;
		p$letters += |letters|;
		p$entropy += find_entropy(letters)$entropy;
	}

	if ( is_tunnel(p) )
		tell(client, domain, p);
}

event lookups(client: addr, domain: string, seen: Lookups) {
	count_lookups(client, domain, seen);
}

function tell_home(client: addr, domain: string) {
	if ( [client, domain] !in newcomers )
		return;

	local seen = newcomers[client, domain];
	delete newcomers[client, domain];

	if ( Behavior::is_home() )
		count_lookups(client, domain, seen);
	else if ( ! Cluster::publish_hrw(Cluster::proxy_pool, cat(client, domain), lookups, client, domain, seen) )
		Cluster::publish(Cluster::manager_topic, lookups, client, domain, seen);
}

event DNSTunnel::batch_is_due(client: addr, domain: string) {
	tell_home(client, domain);
}

function lookup(client: addr, domain: string, one: Lookup) {
	# Alone, there is nobody to collect for.
	if ( Behavior::is_home() && [client, domain] in followed ) {
		count_lookups(client, domain, vector(one));
		return;
	}

	if ( [client, domain] !in newcomers ) {
		if ( |newcomers| >= max_newcomers ) {
			Behavior::dropped("dns-tunnel", |newcomers|);
			clear_table(newcomers);
		}

		newcomers[client, domain] = vector(one);

		if ( [client, domain] in followed )
			schedule batch_interval { DNSTunnel::batch_is_due(client, domain) };
	}
	else
		newcomers[client, domain] += one;

	if ( |newcomers[client, domain]| < newcomer_names )
		return;

	if ( |followed| < max_pairs )
		add followed[client, domain];

	tell_home(client, domain);
}

event zeek_done() &priority=10 {
	for ( [client, domain] in copy(followed) )
		tell_home(client, domain);
}

# What stands before the domain, if it is long enough; else nothing.
function long_part(name: string, domain: string): string {
	if ( |name| < |domain| + 1 + min_length )
		return "";

	local part = name[:|name| - |domain| - 1];
	return |gsub(part, /\./, "")| < min_length ? "" : part;
}

event dns_request(c: connection, msg: dns_msg, query: string, qtype: count, qclass: count) {
	# Most names are short.
	if ( |query| <= min_length || c$id$orig_h in ignore_clients )
		return;

	local domain = domain_of(query);
	local part = long_part(query, domain);

	if ( part != "" && ! is_ignored(domain) )
		lookup(c$id$orig_h, domain, Lookup($ts=network_time(), $uid=c$uid, $name=part));
}

event dns_TXT_reply(c: connection, msg: dns_msg, ans: dns_answer, strs: string_vec) {
	local domain = domain_of(ans$query);

	if ( [c$id$orig_h, domain] !in followed || is_ignored(domain) )
		return;

	local bytes = 0;

	for ( _, text in strs )
		bytes += |text|;

	lookup(c$id$orig_h, domain, Lookup($ts=network_time(), $uid=c$uid, $name="", $answer=bytes));
}

hook Telemetry::sync() {
	Behavior::entries("dns-tunnel", |newcomers| + |followed| + |pairs|);
}
