##! Looks for kinds of indicators only while there are any, which saves time.

@load base/frameworks/reporter
@load frameworks/intel/seen

module Intel;

export {
	## Whether that is done.
	const manage_seen_event_groups = T &redef;
}

# How many indicators of each kind there are.
global indicators_of_type: table[Intel::Type] of count &default=0;

# Event groups are named like kinds of indicators.
function switch_seen_group(name: string, on: bool) {
	if ( ! manage_seen_event_groups || ! has_event_group(name) )
		return;

	if ( on )
		enable_event_group(name);
	else
		disable_event_group(name);
}

event zeek_init() {
	for ( name in enum_names(Intel::Type) )
		switch_seen_group(name, F);
}

hook Intel::indicator_inserted(indicator: string, indicator_type: Intel::Type) {
	if ( ++indicators_of_type[indicator_type] == 1 )
		switch_seen_group(cat(indicator_type), T);
}

hook Intel::indicator_removed(indicator: string, indicator_type: Intel::Type) {
	if ( --indicators_of_type[indicator_type] == 0 )
		switch_seen_group(cat(indicator_type), F);
}
