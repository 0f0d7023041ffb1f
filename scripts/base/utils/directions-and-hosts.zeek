##! Which hosts and which directions something is about, for options that ask for it.

@load ./site

## The direction of a connection, seen from the site.
type Direction: enum {
	## From outside to a local host.
	INBOUND,
	## From a local host to the outside.
	OUTBOUND,
	## Either of these.
	BIDIRECTIONAL,
	## No connection at all.
	NO_DIRECTION
};

## Whether a connection goes in that direction.
function id_matches_direction(id: conn_id, d: Direction): bool {
	local from_here = Site::is_local_addr(id$orig_h);
	local to_here = Site::is_local_addr(id$resp_h);

	if ( d == NO_DIRECTION || from_here == to_here )
		return F;

	return d == BIDIRECTIONAL || (d == OUTBOUND) == from_here;
}

## Some of all hosts.
type Host: enum {
	## Those of the site.
	LOCAL_HOSTS,
	## All others.
	REMOTE_HOSTS,
	## Every host.
	ALL_HOSTS,
	## None.
	NO_HOSTS
};

## Whether an address belongs to a host of that kind.
function addr_matches_host(ip: addr, h: Host): bool {
	switch ( h ) {
		case ALL_HOSTS:
			return T;
		case LOCAL_HOSTS:
			return Site::is_local_addr(ip);
		case REMOTE_HOSTS:
			return ! Site::is_local_addr(ip);
	}

	return F;
}
