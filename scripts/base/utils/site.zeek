##! What belongs to the site that is watched: its networks, domains and administrators.

@load ./patterns

module Site;

export {
	## Networks whose addresses no host on the Internet can have.
	option private_address_space: set[subnet] = {
		# IPv4, each with the prefix that 6to4 (RFC 3056) makes of it.
		0.0.0.0/8, [2002::]/24,                       # this network, RFC 791
		10.0.0.0/8, [2002:a00::]/24,                  # private use, RFC 1918
		100.64.0.0/10, [2002:6440::]/26,              # carrier-grade NAT, RFC 6598
		127.0.0.0/8, [2002:7f00::]/24,                # loopback, RFC 1122
		169.254.0.0/16, [2002:a9fe::]/32,             # link-local, RFC 3927
		172.16.0.0/12, [2002:ac10::]/28,              # private use, RFC 1918
		192.0.0.0/24, [2002:c000::]/40,               # IETF protocol assignments, RFC 6890
		192.0.2.0/24, [2002:c000:200::]/40,           # documentation, RFC 5737
		192.168.0.0/16, [2002:c0a8::]/32,             # private use, RFC 1918
		198.18.0.0/15, [2002:c612::]/31,              # benchmarking, RFC 2544
		198.51.100.0/24, [2002:c633:6400::]/40,       # documentation, RFC 5737
		203.0.113.0/24, [2002:cb00:7100::]/40,        # documentation, RFC 5737
		224.0.0.0/24, [2002:e000::]/40,               # multicast within a network, RFC 5771
		239.0.0.0/8, [2002:ef00::]/24,                # multicast within an organization, RFC 2365
		240.0.0.0/4, [2002:f000::]/20,                # reserved, RFC 1112
		255.255.255.255/32, [2002:ffff:ffff::]/48,    # broadcast, RFC 919

		# IPv6.
		[::]/128,                                     # unspecified, RFC 4291
		[::1]/128,                                    # loopback, RFC 4291
		[64:ff9b:1::]/48,                             # local translation to IPv4, RFC 8215
		[100::]/64,                                   # discarded, RFC 6666
		[2001::]/23,                                  # IETF protocol assignments, RFC 2928
		[2001:2::]/48,                                # benchmarking, RFC 5180
		[2001:db8::]/32,                              # documentation, RFC 3849
		[fc00::]/7,                                   # unique local, RFC 4193
		[fe80::]/10,                                  # link-local, RFC 4291
		[fec0::]/10,                                  # site-local, no longer used, RFC 3879
	};

	## The networks of the site.
	option local_nets: set[subnet] = {};

	## Whether `Site::private_address_space` counts as local, too.
	const private_address_space_is_local = T &redef;

	## The networks of the site, each under itself: looking up an address finds the network that it is in.
	global local_nets_table: table[subnet] of subnet = {};

	## Networks that are not the site's, but close to it.
	option neighbor_nets: set[subnet] = {};

	## The mail addresses of those who look after a network.
	option local_admins: table[subnet] of set[string] = {};

	## The domains of the site.
	option local_zones: set[string] = {};

	## The domains of its neighbors.
	option neighbor_zones: set[string] = {};

	## Whether an address is in the networks of the site.
	global is_local_addr: function(a: addr): bool;

	## Whether an address is in a neighbor's network.
	global is_neighbor_addr: function(a: addr): bool;

	## Whether an address can be no host's on the Internet.
	global is_private_addr: function(a: addr): bool;

	## Whether a host name is in the domains of the site.
	global is_local_name: function(name: string): bool;

	## Whether a host name is in a neighbor's domains.
	global is_neighbor_name: function(name: string): bool;

	## The mail addresses of all who look after a host, separated by commas.
	global get_emails: function(a: addr): string;
}

# Names that end in a local or a neighbor's zone; made anew when an option changes.
global local_dns_suffix_regex: pattern = /MATCH_NOTHING/;
global local_dns_neighbor_suffix_regex: pattern = /MATCH_NOTHING/;

# A name is in a zone if it is the zone or ends in it after a dot.
const zone_suffix = "(^\\.?|\\.)(~~)$";

# False while a change of the private address space is passed on to the local networks, which have it already then.
global add_private_address_space = T;

function is_local_addr(a: addr): bool {
	return a in local_nets;
}

function is_neighbor_addr(a: addr): bool {
	return a in neighbor_nets;
}

function is_private_addr(a: addr): bool {
	return a in private_address_space;
}

function is_local_name(name: string): bool {
	return local_dns_suffix_regex in name;
}

function is_neighbor_name(name: string): bool {
	return local_dns_neighbor_suffix_regex in name;
}

function get_emails(a: addr): string {
	local found: set[string];

	for ( net, admins in local_admins )
		if ( a in net )
			for ( email in admins )
				if ( email != "" )
					add found[email];

	return join_string_set(found, ", ");
}

function local_nets_changed(id: string, new_value: set[subnet]): set[subnet] {
	local nets = new_value;

	if ( private_address_space_is_local && add_private_address_space )
		nets = new_value | private_address_space;

	add_private_address_space = T;
	local_nets_table = table();

	for ( net in nets )
		local_nets_table[net] = net;

	return nets;
}

function local_zones_changed(id: string, new_value: set[string]): set[string] {
	local_dns_suffix_regex = set_to_regex(new_value, zone_suffix);
	return new_value;
}

function neighbor_zones_changed(id: string, new_value: set[string]): set[string] {
	local_dns_neighbor_suffix_regex = set_to_regex(new_value, zone_suffix);
	return new_value;
}

# Each node learns of a change by itself, so that the change to the local networks is made here and not told to others; nor
# is it worth a row in the configuration log, which the location given below says.
function private_address_space_changed(id: string, new_value: set[subnet]): set[subnet] {
	local nets = ((local_nets | private_address_space) - (private_address_space - new_value)) | new_value;

	add_private_address_space = F;
	Option::set("Site::local_nets", nets, "<skip-config-log>");
	return new_value;
}

# After the handlers that users may have set, which may change the value.
event zeek_init() &priority=10 {
	Option::set_change_handler("Site::local_nets", local_nets_changed, -5);
	Option::set_change_handler("Site::local_zones", local_zones_changed, -5);
	Option::set_change_handler("Site::neighbor_zones", neighbor_zones_changed, -5);

	if ( private_address_space_is_local ) {
		Option::set_change_handler("Site::private_address_space", private_address_space_changed, -5);
		private_address_space_changed("Site::private_address_space", private_address_space);
	}

	# Options that nobody changes want their handlers, too.
	local_nets_changed("Site::local_nets", local_nets);
	local_zones_changed("Site::local_zones", local_zones);
	neighbor_zones_changed("Site::neighbor_zones", neighbor_zones);
}
