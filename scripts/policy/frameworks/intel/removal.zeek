##! Removes indicators whose lines say so.

@load base/frameworks/intel

module Intel;

export {
	redef record Intel::MetaData += {
		## Whether what this source knows is removed instead of added.
		remove: bool &default=F;
	};
}

hook Intel::filter_item(item: Item) {
	if ( ! item$meta$remove )
		return;

	remove(item);
	break;
}
