##! Settings of the reader for lines of files and for what commands print (sources that end in "|").

module InputRaw;

export {
	## What lines end with.
	const record_separator = "\n" &redef;

	## Raised when a command has ended; `signal_exit` says that a signal did it.
	global process_finished: event(name: string, source: string, exit_code: count, signal_exit: bool);
}
