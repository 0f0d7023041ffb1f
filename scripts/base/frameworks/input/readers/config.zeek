##! Settings of the reader for files with options.

module InputConfig;

export {
	## What stands between the elements of a set or vector.
	const set_separator = Input::set_separator &redef;

	## What stands for an empty string, set or vector.
	const empty_field = "" &redef;

	## Whether a file that cannot be read ends the stream; otherwise it is tried again.
	const fail_on_file_problem = F &redef;

	## Raised for each option that has a new value in a file.
	global new_value: event(name: string, source: string, id: string, value: any);
}
