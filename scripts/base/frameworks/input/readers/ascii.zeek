##! Settings of the reader for text files with columns. Each can be set for one stream, too, in its `config`.

module InputAscii;

export {
	## What stands between fields; a single character.
	const separator = Input::separator &redef;

	## What stands between the elements of a set or vector; a single character.
	const set_separator = Input::set_separator &redef;

	## What stands for an empty string, set or vector.
	const empty_field = Input::empty_field &redef;

	## What stands for a field without a value.
	const unset_field = Input::unset_field &redef;

	## Whether a line that cannot be read ends the stream; otherwise it is passed over.
	const fail_on_invalid_lines = F &redef;

	## Whether a file that cannot be read ends the stream; otherwise it is tried again.
	const fail_on_file_problem = F &redef;

	## What is put before relative names of files.
	const path_prefix = "" &redef;
}
