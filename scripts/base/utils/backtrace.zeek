##! Showing which functions have called each other.

## One call as text.
function describe_call(element: BacktraceElement, show_args: bool): string {
	local arguments: vector of string = vector();

	if ( show_args )
		for ( _, argument in element$function_args ) {
			local text = fmt("%s: %s", argument$name, argument$type_name);
			arguments += argument?$value ? fmt("%s = %s", text, argument$value) : text;
		}

	local call = fmt("%s(%s)", element$function_name, join_string_vec(arguments, ", "));

	if ( element?$file_location )
		call += fmt(" at %s:%s", element$file_location, element$line_location);

	return call;
}

## Prints the calls that have led here, the last one first.
##
## show_args: prints names, types and values of arguments, too
## one_line: prints all in one line, with `one_line_delim` between calls
## skip: how many of the last calls are left out; the first is this function
## to_file: where it is printed
function print_backtrace(show_args: bool &default=F, one_line: bool &default=F, one_line_delim: string &default="|",
                         skip: count &default=1, to_file: file &default=open("/dev/stdout")) {
	local calls: vector of string = vector();

	for ( i, element in backtrace() )
		if ( i >= skip )
			calls += fmt("#%s: %s", i - skip, describe_call(element, show_args));

	if ( one_line ) {
		if ( |calls| > 0 )
			print to_file, cat(one_line_delim, " ", join_string_vec(calls, cat(" ", one_line_delim, " ")), " ", one_line_delim);
		else
			print to_file, "";

		return;
	}

	for ( _, call in calls )
		print to_file, call;
}
