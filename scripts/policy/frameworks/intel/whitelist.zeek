##! Does not log indicators of which a source says that they are harmless.

@load base/frameworks/intel

module Intel;

export {
	redef record Intel::MetaData += {
		## Whether it is harmless.
		whitelist: bool &default=F;
	};
}

function is_harmless(items: set[Item]): bool {
	for ( item in items )
		if ( item$meta$whitelist )
			return T;

	return F;
}

hook Intel::extend_match(info: Info, s: Seen, items: set[Item]) &priority=9 {
	if ( is_harmless(items) )
		break;
}
