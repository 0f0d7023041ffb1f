##! Notices protocols on ports that belong to others: SSH on the port of HTTPS, HTTP on that of DNS. On ports that belong to
##! nobody, only those that `OddPort::home_only` names; `frameworks/analyzer/detect-protocols` tells of all.

@load base/frameworks/analyzer
@load ./chain

module OddPort;

export {
	redef enum Notice::Type += {
		## A connection spoke another protocol than the one that its port belongs to.
		Foreign_Protocol,
	};

	## Protocols, by the names of their analyzers, that may be on ports of others: those that others carry, and those that
	## are recognized by little.
	option ignore_protocols: set[string] = { "GSSAPI", "KRB", "KRB_TCP", "NTLM", "DCE_RPC", "FTP_DATA", "FTP-DATA", "IRC_DATA", "SOCKS" };

	## Protocols that may be on some ports.
	option allowed: table[string] of set[port] = {
		["SSL"] = set(631/tcp, 8000/tcp, 8080/tcp, 8888/tcp),
	};

	## Protocols that are told on ports of nobody too, such as "SSH".
	option home_only: set[string] = {};

	## Servers that may speak anything.
	option ignore_hosts: set[subnet] = {};

	## How many bytes each side must have sent.
	option min_bytes = 16;
}

# The protocols that a port belongs to, as long as nobody registers others; of few ports, as somebody may try all.
const max_ports = 1000;

global owners: table[port] of set[string] &create_expire=10mins;

function owners_of(p: port): set[string] {
	if ( p in owners )
		return owners[p];

	local names: set[string];

	if ( |owners| >= max_ports )
		clear_table(owners);

	for ( tag, ports in Analyzer::all_registered_ports() )
		if ( p in ports && is_protocol_analyzer(tag) )
			add names[Analyzer::name(tag)];

	owners[p] = names;
	return names;
}

# What was spoken and does not belong there; "" if there is no such thing, or what belongs there was spoken too: it may
# carry the other.
function foreign(c: connection): string {
	local its_own = owners_of(c$id$resp_p);
	local found = "";

	for ( name in c$service ) {
		if ( name in its_own )
			return "";

		local told = |its_own| > 0 || name in home_only;

		if ( told && ! starts_with(name, "-") && name !in ignore_protocols &&
		     ! (name in allowed && c$id$resp_p in allowed[name]) )
			found = name;
	}

	return found;
}

event connection_state_remove(c: connection) {
	local id = c$id;

	if ( |c$service| == 0 || c$orig$size < min_bytes || c$resp$size < min_bytes || id$resp_h in ignore_hosts )
		return;

	local name = foreign(c);

	if ( name == "" )
		return;

	local its_own = owners_of(id$resp_p);
	local whose = |its_own| == 0 ? "is not its own" : "belongs to " + join_string_set(its_own, ", ");

	Behavior::tell(Notice::Info($note=Foreign_Protocol, $conn=c, $identifier=cat(id$resp_h, id$resp_p, name),
	                            $msg=fmt("%s and %s speak %s on port %s, which %s", id$orig_h, id$resp_h, name, id$resp_p, whose)),
	               vector(c$uid));
}
