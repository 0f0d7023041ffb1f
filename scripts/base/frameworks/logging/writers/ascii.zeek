##! Settings of the writer for text files: columns with a header, or JSON. Each of them can be set for one filter,
##! too, under the same name in `Log::Filter$config`.

module LogAscii;

export {
	## Writes everything to the standard output, for tests.
	const output_to_stdout = F &redef;

	## Writes a JSON object a line.
	const use_json = F &redef;

	## Rotates files that an earlier run has left behind.
	const enable_leftover_log_rotation = F &redef;

	## Leaves valid UTF-8 as it is instead of escaping its bytes.
	const enable_utf_8 = T &redef;

	## The level at which files are compressed, 0 to 9; 0 is not at all.
	const gzip_level = 0 &redef;

	## The extension of compressed files.
	const gzip_file_extension = "gz" &redef;

	## How JSON has times.
	const json_timestamps: JSON::TimestampFormat = JSON::TS_EPOCH &redef;

	## Writes fields without a value as null instead of leaving them out.
	const json_include_unset_fields = F &redef;

	## Writes the header and the line at the end.
	const include_meta = T &redef;

	## What lines of the header begin with.
	const meta_prefix = "#" &redef;

	## What stands between columns.
	const separator = Log::separator &redef;

	## What stands between the elements of a set or vector.
	const set_separator = Log::set_separator &redef;

	## What an empty set, vector or string is written as.
	const empty_field = Log::empty_field &redef;

	## What a field without a value is written as.
	const unset_field = Log::unset_field &redef;
}
