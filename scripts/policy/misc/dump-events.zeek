##! Prints all events that are handled, with their arguments.

module DumpEvents;

export {
	## Whether arguments are printed.
	option include_args = T;

	## Whether events are raised and printed that nobody handles.
	const dump_all_events = F &redef;

	## The names of the events that are printed.
	option include = /.*/;

	## Prints a JSON object a line.
	option use_json = F;
}

event zeek_init() &priority=999 {
	if ( dump_all_events )
		generate_all_events();
}

function print_as_json(name: string, params: call_argument_vector) {
	local line: table[string] of any = { ["ts"] = network_time(), ["event"] = name } &ordered;

	if ( include_args && |params| > 0 ) {
		local values: table[string] of any = {} &ordered;

		for ( _, param in params ) {
			if ( param?$value )
				values[param$name] = param$value;
			else if ( param?$default_val )
				values[param$name] = param$default_val;
		}

		line["args"] = values;
	}

	print to_json(line);
}

event new_event(name: string, params: call_argument_vector) {
	if ( include !in name )
		return;

	if ( use_json ) {
		print_as_json(name, params);
		return;
	}

	print fmt("%17.6f %s", network_time(), name);

	if ( ! include_args || |params| == 0 )
		return;

	for ( i, param in params ) {
		local declaration = param$name + ": " + param$type_name;

		if ( param?$value )
			print fmt("                  [%d] %-18s = %s", i, declaration, param$value);
		else if ( param?$default_val )
			print fmt("                  | %-18s = %s [default]", declaration, param$default_val);
	}

	print "";
}
