##! Keeps the file with captured packets (option `-w`) from growing for ever: it has the last minutes.

module TrimTraceFile;

export {
	## How often the file is begun anew, never if zero.
	const trim_interval = 10 mins &redef;

	## Begins the file anew; to be raised when something needs disk space.
	global go: event(first_trim: bool);
}

event TrimTraceFile::go(first_trim: bool) {
	if ( trace_output_file == "" || zeek_is_terminating() )
		return;

	# The first time there is nothing old.
	if ( ! first_trim ) {
		local rotated = rotate_file_by_name(trace_output_file);

		if ( rotated$old_name != "" )
			system("/bin/rm " + safe_shell_quote(rotated$new_name));
	}

	schedule trim_interval { TrimTraceFile::go(F) };
}

event zeek_init() {
	if ( trim_interval > 0secs )
		schedule trim_interval { TrimTraceFile::go(T) };
}
