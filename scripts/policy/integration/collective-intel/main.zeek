##! What the Collective Intelligence Framework says of an indicator, in intel.log.

@load base/frameworks/intel

module Intel;

export {
	redef record Intel::MetaData += {
		## Tags, such as `botnet`.
		cif_tags: string &optional;
		## How sure it is.
		cif_confidence: double &optional;
		## Who says so.
		cif_source: string &optional;
		## In words.
		cif_description: string &optional;
		## When it was seen for the first time.
		cif_firstseen: string &optional;
		## When it was seen for the last time.
		cif_lastseen: string &optional;
	};

	## What is logged of it.
	type CIF: record {
		tags: string &optional &log;
		confidence: double &optional &log;
		source: string &optional &log;
		description: string &optional &log;
		firstseen: string &optional &log;
		lastseen: string &optional &log;
	};

	redef record Info += {
		cif: CIF &log &optional;
	};
}

# Of several items, the last one counts.
hook extend_match(info: Info, s: Seen, items: set[Item]) &priority=5 {
	for ( item in items ) {
		local known = item$meta;
		local row = CIF();

		if ( known?$cif_tags )
			row$tags = known$cif_tags;

		if ( known?$cif_confidence )
			row$confidence = known$cif_confidence;

		if ( known?$cif_source )
			row$source = known$cif_source;

		if ( known?$cif_description )
			row$description = known$cif_description;

		if ( known?$cif_firstseen )
			row$firstseen = known$cif_firstseen;

		if ( known?$cif_lastseen )
			row$lastseen = known$cif_lastseen;

		info$cif = row;
	}
}
