##! Logging: a *stream* takes records of one type, its *filters* say to which writers and paths they go and what
##! of them is kept.

module Log;

export {
	## Names of the streams; a script that logs adds one of its own.
	type Log::ID: enum {
		## No stream.
		UNKNOWN,
		## What `print` writes, see `Log::print_to_log`.
		PRINTLOG
	};

	## Whether filters write on this node unless they say otherwise.
	const enable_local_logging = T &redef;

	## Whether filters send records to a logger node unless they say otherwise.
	const enable_remote_logging = T &redef;

	## The writer of filters that name none.
	const default_writer = WRITER_ASCII &redef;

	## The directory of log files, the working directory if empty.
	const default_logdir = "" &redef;

	## What stands between fields. Writers may have a setting of their own.
	const separator = "\t" &redef;

	## What stands between the elements of a set or vector.
	const set_separator = "," &redef;

	## What a set, vector or string without content is written as.
	const empty_field = "(empty)" &redef;

	## What a field without a value is written as.
	const unset_field = "-" &redef;

	## Makes the path of a filter that has none out of its stream's name: `Some::LOG` goes to "some".
	global default_path_func: function(id: ID, path: string, rec: any): string &redef;

	## What a `print` is logged as.
	type PrintLogInfo: record {
		## When it was printed.
		ts: time &log;
		## What was printed, one element for each argument.
		vals: string_vec &log;
	};

	## What of `print` goes to a log instead.
	type PrintLogType: enum {
		## Nothing.
		REDIRECT_NONE,
		## Only what would go to the standard output.
		REDIRECT_STDOUT,
		## Prints to files, too.
		REDIRECT_ALL
	};

	## Raised for each print that is logged.
	global log_print: event(rec: PrintLogInfo);

	## Whether `print` goes to a log.
	const print_to_log: PrintLogType = REDIRECT_NONE &redef;

	## The path of that log.
	const print_log_path = "print" &redef;

	## A log file that was closed because its interval is over or because the process ends.
	type RotationInfo: record {
		## What wrote it.
		writer: Writer;
		## The name that it has now.
		fname: string;
		## The path of the filter.
		path: string;
		## When it was opened.
		open: time;
		## When it was closed.
		close: time;
		## Whether the process is about to end.
		terminating: bool;
	};

	## What is done with a rotated file.
	type RotationPostProcessorFunc: function(info: Log::RotationInfo): bool;

	## What the name of a rotated file is made from.
	type RotationFmtInfo: record {
		## What wrote it.
		writer: Writer;
		## The path of the filter.
		path: string;
		## When it was opened.
		open: time;
		## When it was closed.
		close: time;
		## Whether the process is about to end.
		terminating: bool;
		## What will be done with the file.
		postprocessor: RotationPostProcessorFunc &optional;
	};

	## How often files are rotated, never if zero.
	const default_rotation_interval = 0secs &redef;

	## Where rotated files go, the directory of the log if empty.
	option default_rotation_dir = "";

	## The name of a rotated file.
	type RotationPath: record {
		## The directory; it is made if need be.
		dir: string &default=default_rotation_dir;
		## The name without the writer's extension.
		file_basename: string;
	};

	## Names a rotated file.
	const rotation_format_func: function(ri: RotationFmtInfo): RotationPath &redef;

	## How the time is written in the names of rotated files.
	const default_rotation_date_format = "%Y-%m-%d-%H-%M-%S" &redef;

	## A shell command that is run on each rotated file, none if empty.
	const default_rotation_postprocessor_cmd = "" &redef;

	## Variables for the environment of that command.
	option default_rotation_postprocessor_cmd_env: table[string] of string = {};

	## What is done with rotated files of each writer.
	const default_rotation_postprocessors: table[Writer] of function(info: RotationInfo): bool &redef;

	## How often alarms are mailed, see the notice framework.
	const default_mail_alarms_interval = 0secs &redef;

	## Names that fields get in logs, for filters that have no such table of their own.
	const default_field_name_map: table[string] of string = table() &redef;

	## What stands between the names of a record and its field in the name of a column.
	const default_scope_sep = "." &redef;

	## What the names of columns begin with that `default_ext_func` adds.
	const Log::default_ext_prefix: string = "_" &redef;

	## Makes a record whose fields are added to each row of a path; nothing is added if it returns none.
	const Log::default_ext_func: function(path: string): any = function(path: string) { } &redef;

	## How long a row may be held back at most.
	const default_max_delay_interval = 200msec &redef;

	## How many rows of a stream may be held back at a time.
	const default_max_delay_queue_size = 1000 &redef;

	## Where the rows of a stream go and what of them.
	type Filter: record {
		## The name, one of a kind within the stream.
		name: string;
		## What the rows are written with.
		writer: Writer &default=default_writer;
		## Where they are written to: a name that the writer understands, for files the name without extension.
		path: string &optional;
		## Computes the path for each row.
		path_func: function(id: ID, path: string, rec: any): string &optional;
		## The only fields to be written.
		include: set[string] &optional;
		## Fields that are not written.
		exclude: set[string] &optional;
		## Whether this node writes.
		log_local: bool &default=enable_local_logging;
		## Whether rows are sent to a logger.
		log_remote: bool &default=enable_remote_logging;
		## New names for fields.
		field_name_map: table[string] of string &default=default_field_name_map;
		## What stands between the parts of a column's name.
		scope_sep: string &default=default_scope_sep;
		## What the names of added columns begin with.
		ext_prefix: string &default=default_ext_prefix;
		## What makes the added columns.
		ext_func: function(path: string): any &default=default_ext_func;
		## How often the file is rotated.
		interv: interval &default=default_rotation_interval;
		## What is done with rotated files.
		postprocessor: function(info: RotationInfo): bool &optional;
		## Settings for the writer.
		config: table[string] of string &default=table();
	};

	## Decides on a row before any filter: a `break` drops it.
	type StreamPolicyHook: hook(rec: any, id: ID);

	## Decides on a row for one filter: a `break` drops it there.
	type PolicyHook: hook(rec: any, id: ID, filter: Filter);

	redef record Filter += {
		## Decides on each row; if there is none, the stream's does.
		policy: PolicyHook &optional;
	};

	## What a stream is.
	type Stream: record {
		## The record type of its rows.
		columns: any;
		## An event that is raised with each row.
		ev: any &optional;
		## The path of the default filter.
		path: string &optional;
		## Decides on the rows of filters that have no such hook.
		policy: PolicyHook &optional;
		## Groups of events that are disabled along with the stream.
		event_groups: set[string] &default=set();
		## How long a row may be held back.
		max_delay_interval: interval &default=default_max_delay_interval;
		## How many rows may be held back.
		max_delay_queue_size: count &default=default_max_delay_queue_size;
		## The longest string in a field, longer ones are cut.
		max_field_string_bytes: count &default=Log::default_max_field_string_bytes;
		## How long all strings of a row may be together.
		max_total_string_bytes: count &default=Log::default_max_total_string_bytes;
		## The most elements of a set or vector, the others are left out.
		max_field_container_elements: count &default=Log::default_max_field_container_elements;
		## How many elements the sets and vectors of a row may have together.
		max_total_container_elements: count &default=Log::default_max_total_container_elements;
	};

	## What `Log::get_filter` returns when there is no such filter.
	const no_filter = Filter($name="<not found>");

	## Makes a stream and its default filter.
	global create_stream: function(id: ID, stream: Stream): bool;

	## Removes a stream and its filters.
	global remove_stream: function(id: ID): bool;

	## Lets a stream log again that was disabled.
	global enable_stream: function(id: ID): bool;

	## Makes a stream ignore what is logged to it.
	global disable_stream: function(id: ID): bool;

	## Adds a filter to a stream; one of the same name is replaced.
	global add_filter: function(id: ID, filter: Filter): bool;

	## Removes a filter from a stream.
	global remove_filter: function(id: ID, name: string): bool;

	## The names of a stream's filters.
	global get_filter_names: function(id: ID): set[string];

	## The filter of that name, or `Log::no_filter`.
	global get_filter: function(id: ID, name: string): Filter;

	## Logs a row.
	global write: function(id: ID, columns: any): bool;

	## Says whether rows may be kept in a buffer before they are written.
	global set_buf: function(id: ID, buffered: bool): bool;

	## Writes what is kept in buffers.
	global flush: function(id: ID): bool;

	## Adds the filter "default", which logs all fields.
	global add_default_filter: function(id: ID): bool;

	## Removes the filter "default".
	global remove_default_filter: function(id: ID): bool;

	## Runs `Log::default_rotation_postprocessor_cmd` on a file that lies at `npath` by now.
	global run_rotation_postprocessor_cmd: function(info: RotationInfo, npath: string): bool;

	## The streams that are enabled.
	global active_streams: table[ID] of Stream = table();

	## Called for each row of each stream before anything else.
	global log_stream_policy: Log::StreamPolicyHook;

	## Called when a row that was held back is about to be written; F drops it.
	type PostDelayCallback: function(rec: any, id: ID): bool;

	## Stands for one hold on a row.
	type DelayToken: opaque of LogDelayToken;

	## The callback that lets every row pass.
	global empty_post_delay_cb: PostDelayCallback;

	## Holds back the row that is being written; to be called in a hook on it. The row is written when all holds on
	## it are released, or its time is over.
	global delay: function(id: ID, rec: any, post_delay_cb: PostDelayCallback &default=empty_post_delay_cb): DelayToken;

	## Releases one hold on a row.
	global delay_finish: function(id: ID, rec: any, token: DelayToken): bool;

	## Lengthens the time for which rows of a stream may be held back; it cannot be shortened.
	global set_max_delay_interval: function(id: Log::ID, max_delay: interval): bool;

	## Says how many rows of a stream may be held back.
	global set_max_delay_queue_size: function(id: Log::ID, queue_size: count): bool;

	## How many rows of a stream are held back.
	global get_delay_queue_size: function(id: Log::ID): int;
}

# All streams, with those that are disabled.
global all_streams: table[ID] of Stream = table();

# The filters that the engine has, and their names by stream.
global filters: table[ID, string] of Filter;
global stream_filters: table[ID] of set[string] = table();

@load base/bif/logging.bif

module Log;

# The engine calls this when a filter has no postprocessor.
function __default_rotation_postprocessor(info: RotationInfo): bool &is_used {
	return info$writer !in default_rotation_postprocessors || default_rotation_postprocessors[info$writer](info);
}

function default_ascii_rotation_postprocessor_func(info: Log::RotationInfo): bool {
	return run_rotation_postprocessor_cmd(info, info$fname);
}

redef Log::default_rotation_postprocessors += {
	[Log::WRITER_ASCII] = default_ascii_rotation_postprocessor_func
};

# The name of a module in lower case, with an underscore where a new word begins ("PacketFilter" is "packet_filter").
# At most two such places are looked for.
function module_to_path(name: string): string {
	local words = split_string_n(name, /[^A-Z][A-Z][a-z]*/, T, 4);
	local path = "";

	# Elements with an odd index are separators: the last letter of a word and the beginning of the next one.
	for ( i, word in words ) {
		if ( i > 3 )
			break;

		if ( i % 2 == 0 )
			path += i > 0 && word != "" ? "_" + word : word;
		else if ( word != "" )
			path += word[0] + "_" + word[1:];
	}

	return to_lower(path);
}

function default_path_func(id: ID, path: string, rec: any): string {
	if ( path != "" )
		return path;

	local names = split_string1(cat(id), /::/);

	if ( |names| < 2 )
		return to_lower(names[0]);

	if ( names[1] == "LOG" )
		return module_to_path(names[0]);

	return to_lower(names[0] + "_" + sub(names[1], /_LOG$/, ""));
}

function run_rotation_postprocessor_cmd(info: RotationInfo, npath: string): bool {
	if ( default_rotation_postprocessor_cmd == "" )
		return T;

	local day = "%y-%m-%d_%H.%M.%S";
	local writer = sub(to_lower(cat(info$writer)), /^log::writer_/, "");
	local words = vector(default_rotation_postprocessor_cmd, safe_shell_quote(npath), safe_shell_quote(info$path),
	                     strftime(day, info$open), strftime(day, info$close),
	                     info$terminating ? "1" : "0", writer);

	system_env(join_string_vec(words, " "), default_rotation_postprocessor_cmd_env);
	return T;
}

# Files that the ASCII writer's own postprocessor gets are named as that always did, all others with a dash and a short year.
function Log::rotation_format_func(ri: Log::RotationFmtInfo): Log::RotationPath {
	local plain_ascii = ri$writer == WRITER_ASCII && WRITER_ASCII in default_rotation_postprocessors &&
	                    ri$postprocessor == __default_rotation_postprocessor &&
	                    default_rotation_postprocessors[WRITER_ASCII] == default_ascii_rotation_postprocessor_func;

	if ( plain_ascii )
		return RotationPath($file_basename=cat(ri$path, ".", strftime(default_rotation_date_format, ri$open)));

	return RotationPath($file_basename=cat(ri$path, "-", strftime("%y-%m-%d_%H.%M.%S", ri$open)));
}

# Switches the event groups of a stream; a group is named by an attribute or by a module.
function switch_event_groups(id: ID, on: bool) {
	if ( id !in all_streams )
		return;

	for ( group in all_streams[id]$event_groups ) {
		if ( has_event_group(group) ) {
			if ( on )
				enable_event_group(group);
			else
				disable_event_group(group);
		}

		if ( has_module_events(group) ) {
			if ( on )
				enable_module_events(group);
			else
				disable_module_events(group);
		}
	}
}

function create_stream(id: ID, stream: Stream): bool {
	if ( __create_stream(id, stream) ) {
		all_streams[id] = stream;
		active_streams[id] = stream;
		return add_default_filter(id);
	}

	return F;
}

function remove_stream(id: ID): bool {
	for ( name in get_filter_names(id) )
		delete filters[id, name];

	delete stream_filters[id];
	delete all_streams[id];
	delete active_streams[id];
	return __remove_stream(id);
}

function enable_stream(id: ID): bool {
	if ( __enable_stream(id) ) {
		if ( id in all_streams )
			active_streams[id] = all_streams[id];

		switch_event_groups(id, T);
		return T;
	}

	return F;
}

function disable_stream(id: ID): bool {
	switch_event_groups(id, F);
	delete active_streams[id];
	return __disable_stream(id);
}

function add_filter(id: ID, filter: Filter): bool {
	if ( ! filter?$path ) {
		if ( all_streams[id]?$path )
			filter$path = all_streams[id]$path;
		else if ( ! filter?$path_func )
			filter$path_func = default_path_func;
	}

	if ( ! __add_filter(id, filter) )
		return F;

	filters[id, filter$name] = filter;

	if ( id !in stream_filters )
		stream_filters[id] = set();

	add stream_filters[id][filter$name];
	return T;
}

function remove_filter(id: ID, name: string): bool {
	delete filters[id, name];

	if ( id in stream_filters )
		delete stream_filters[id][name];

	return __remove_filter(id, name);
}

function get_filter_names(id: ID): set[string] {
	return id in stream_filters ? stream_filters[id] : string_set();
}

function get_filter(id: ID, name: string): Filter {
	return [id, name] in filters ? filters[id, name] : no_filter;
}

function add_default_filter(id: ID): bool {
	return add_filter(id, Filter($name="default"));
}

function remove_default_filter(id: ID): bool {
	return remove_filter(id, "default");
}

function write(id: ID, columns: any): bool {
	return __write(id, columns);
}

function set_buf(id: ID, buffered: bool): bool {
	return __set_buf(id, buffered);
}

function flush(id: ID): bool {
	return __flush(id);
}

function empty_post_delay_cb(rec: any, id: ID): bool {
	return T;
}

function delay(id: ID, rec: any, post_delay_cb: PostDelayCallback &default=empty_post_delay_cb): DelayToken {
	return __delay(id, rec, post_delay_cb);
}

function delay_finish(id: ID, rec: any, token: DelayToken): bool {
	return __delay_finish(id, rec, token);
}

function set_max_delay_interval(id: Log::ID, max_delay: interval): bool {
	if ( id !in all_streams )
		return F;

	local stream = all_streams[id];

	if ( max_delay > stream$max_delay_interval ) {
		if ( ! __set_max_delay_interval(id, max_delay) )
			return F;

		stream$max_delay_interval = max_delay;
	}

	return T;
}

function set_max_delay_queue_size(id: Log::ID, queue_size: count): bool {
	if ( id in all_streams && __set_max_delay_queue_size(id, queue_size) ) {
		all_streams[id]$max_delay_queue_size = queue_size;
		return T;
	}

	return F;
}

function get_delay_queue_size(id: Log::ID): int {
	return __get_delay_queue_size(id);
}

event zeek_init() &priority=5 {
	if ( print_to_log != REDIRECT_NONE )
		create_stream(PRINTLOG, Stream($columns=PrintLogInfo, $ev=log_print, $path=print_log_path));
}
