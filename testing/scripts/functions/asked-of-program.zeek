# @TEST-DOC: What a program can ask of itself: calls, names, sizes, components, metadata of events.
# @TEST-EXEC: zeek -b %INPUT EventMetadata::add_network_timestamp=T >output 2>&1
# @TEST-EXEC: btest-diff output

module Own;

export {
	redef enum EventMetadata::ID += { NOTE = 500 };
	type Pair: record { a: count; b: string &optional; };
	global numbers: set[count] = { 1, 2, 3 };
}

function show() {
	for ( i, call in backtrace() )
		print i, call$function_name, call?$line_location ? call$line_location : 0;
}

function between(n: count) { show(); }

event zeek_init() {
	between(1);

	print val_footprint(numbers), val_footprint(table([1, "a"] = vector(1, 2))), val_footprint(Pair($a=1));
	print global_container_footprints()["Own::numbers"];

	local ids = global_ids();
	print ids["zeek_init"]$type_name, ids["Own::numbers"]$type_name, ids["module Own"]$type_name, "module Nowhere" in ids;

	print type_name(Pair($a=1)), type_name(string), same_object(1, 1), same_object("a", copy("a"));

	for ( _, part in get_plugin_components("ANALYZER") )
		if ( part$name == "DNS" )
			print part;

	print EventMetadata::register(NOTE, string), EventMetadata::register(NOTE, string), EventMetadata::register(NOTE, count),
	      EventMetadata::register(NOTE, any);
	print |EventMetadata::current_all()|, |EventMetadata::current(NOTE)|, current_event_time() >= double_to_time(0.0);
	print current_analyzer();
	print table_pattern_matcher_stats(table([/a/] = 1, [/b/] = 2))$matchers;
	print get_matcher_stats()$matchers;
}
