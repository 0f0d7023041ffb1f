##! Adds to notices of some kinds where the remote host is.

@load ../main
@load base/utils/site

module Notice;

export {
	redef enum Action += {
		## The place of the remote host is looked up.
		ACTION_ADD_GEODATA
	};

	redef record Info += {
		## Where the remote host is.
		remote_location: geo_location &log &optional;
	};

	## Kinds of notices that this is done with.
	option lookup_location_types: set[Notice::Type] = {};
}

hook policy(n: Notice::Info) &priority=10 {
	if ( n$note in lookup_location_types )
		add n$actions[ACTION_ADD_GEODATA];
}

# Early, for those who want to use it.
hook notice(n: Notice::Info) &priority=10 {
	if ( ACTION_ADD_GEODATA !in n$actions || n?$remote_location || |Site::local_nets| == 0 )
		return;

	if ( n?$src && ! Site::is_local_addr(n$src) )
		n$remote_location = lookup_location(n$src);
	else if ( n?$dst && ! Site::is_local_addr(n$dst) )
		n$remote_location = lookup_location(n$dst);
}
