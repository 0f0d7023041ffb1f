##! Running commands. For use in `when`.

@load base/frameworks/input

module Exec;

export {
	## A command.
	type Command: record {
		## What is given to the shell. It must not contain anything from the network that is not quoted.
		cmd: string;
		## What it reads from its standard input.
		stdin: string &default="";
		## Files that it writes. They are read and removed when it has ended.
		read_files: set[string] &optional;
		## A name for it, one of a kind.
		uid: string &default=unique_id("");
	};

	## What has come of a command.
	type Result: record {
		## How it ended.
		exit_code: count &default=0;
		## Whether a signal ended it.
		signal_exit: bool &default=F;
		## The lines that it printed.
		stdout: vector of string &optional;
		## The lines that it wrote to its standard error.
		stderr: vector of string &optional;
		## The lines of its files, by name.
		files: table[string] of string_vec &optional;
	};

	## Runs a command and waits for its end.
	global run: function(cmd: Command): Result;
}

# What is known of commands so far, which of them are not done, and which of their files have not been read.
global results: table[string] of Result;
global pending_commands: set[string];
global pending_files: table[string] of set[string];

# What a line of the output and one of a file look like.
type OneLine: record {
	s: string;
	is_stderr: bool;
};

type FileLine: record {
	s: string;
};

# The stream of a file is named "COMMAND_FILE".
function file_of_stream(stream: string): string {
	local parts = split_string1(stream, /_/);
	return |parts| < 2 ? "" : parts[1];
}

function command_of_stream(stream: string): string {
	return split_string1(stream, /_/)[0];
}

# The lines of a file that are known.
function lines_of(result: Result, path: string): string_vec {
	if ( ! result?$files )
		result$files = table();

	if ( path !in result$files )
		result$files[path] = vector();

	return result$files[path];
}

event Exec::line(description: Input::EventDescription, tpe: Input::Event, s: string, is_stderr: bool) {
	local result = results[description$name];

	if ( is_stderr ) {
		if ( ! result?$stderr )
			result$stderr = vector();

		result$stderr += s;
	}
	else {
		if ( ! result?$stdout )
			result$stdout = vector();

		result$stdout += s;
	}
}

event Exec::file_line(description: Input::EventDescription, tpe: Input::Event, s: string) {
	local lines = lines_of(results[command_of_stream(description$name)], file_of_stream(description$name));
	lines += s;
}

event InputRaw::process_finished(name: string, source: string, exit_code: count, signal_exit: bool) {
	if ( name !in pending_commands )
		return;

	results[name]$exit_code = exit_code;
	results[name]$signal_exit = signal_exit;

	if ( name !in pending_files || |pending_files[name]| == 0 ) {
		delete pending_commands[name];
		return;
	}

	for ( path in pending_files[name] )
		Input::add_event(Input::EventDescription($source=path, $name=cat(name, "_", path), $reader=Input::READER_RAW,
		                                         $want_record=F, $fields=FileLine, $ev=Exec::file_line));
}

event Input::end_of_data(name: string, source: string) {
	local command = command_of_stream(name);
	local path = file_of_stream(name);

	if ( path == "" || command !in pending_commands )
		return;

	# An empty file has no lines, but was read.
	lines_of(results[command], path);
	Input::remove(name);

	if ( command in pending_files ) {
		delete pending_files[command][path];
		system("rm " + safe_shell_quote(path));
	}

	if ( command !in pending_files || |pending_files[command]| == 0 )
		delete pending_commands[command];
}

function run(cmd: Command): Result {
	results[cmd$uid] = Result();
	add pending_commands[cmd$uid];

	if ( cmd?$read_files )
		pending_files[cmd$uid] = copy(cmd$read_files);

	Input::add_event(Input::EventDescription($name=cmd$uid, $source=cmd$cmd + " |", $reader=Input::READER_RAW,
	                                         $mode=Input::STREAM, $fields=Exec::OneLine, $ev=Exec::line, $want_record=F,
	                                         $config=table(["stdin"] = cmd$stdin, ["read_stderr"] = "1")));

	return when [cmd] ( cmd$uid !in pending_commands ) {
		local result = results[cmd$uid];

		delete results[cmd$uid];
		delete pending_files[cmd$uid];
		return result;
	}
}

# Files of commands that nobody waits for any more.
event zeek_done() {
	for ( _, paths in pending_files )
		for ( path in paths )
			system("rm " + safe_shell_quote(path));
}
