##! Files: what protocols carry is put together, its type is found by its first bytes, and analyzers look at it. One row is
##! logged for each file and each connection that it came over.

@load base/bif/file_analysis.bif
@load base/frameworks/analyzer
@load base/frameworks/logging
@load base/utils/site

module Files;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## What an analyzer is told; each has fields of its own here.
	type AnalyzerArgs: record {
		## For DATA_EVENT: gets each piece with its offset.
		chunk_event: event(f: fa_file, data: string, off: count) &optional;
		## For DATA_EVENT: gets the pieces in order.
		stream_event: event(f: fa_file, data: string) &optional;
	} &redef;

	## A row of the log.
	type Info: record {
		## When the file was first seen.
		ts: time &log;
		## The name of the file, by which other logs refer to it.
		fuid: string &log;
		## The connection that it came over.
		uid: string &log &optional;
		## Its addresses and ports.
		id: conn_id &log &optional;
		## Where it comes from, mostly a protocol.
		source: string &log &optional;
		## How deep it lies in the source, for example in a MIME message.
		depth: count &default=0 &log;
		## The analyzers that looked at it.
		analyzers: set[string] &default=string_set() &log;
		## What it is, by its first bytes.
		mime_type: string &log &optional;
		## The name that it has on the other side.
		filename: string &log &optional;
		## From the first byte to the last.
		duration: interval &log &default=0secs;
		## Whether the host belongs to the site that sent it; unset if nothing is known of the site.
		local_orig: bool &log &optional;
		## Whether the originator of the connection sent it.
		is_orig: bool &log &optional;
		## Bytes that were analyzed.
		seen_bytes: count &log &default=0;
		## Bytes that it is to have.
		total_bytes: count &log &optional;
		## Bytes that were missing in what was captured.
		missing_bytes: count &log &default=0;
		## Bytes that came too far ahead, or twice.
		overflow_bytes: count &log &default=0;
		## Whether analysis ended because nothing came any more.
		timedout: bool &log &default=F;
		## The file that it was taken from.
		parent_fuid: string &log &optional;
	} &redef;

	## Analyzers that are not used.
	const disable: table[Files::Tag] of bool = table() &redef;

	## Whether analyzers are attached by the type of a file.
	const analyze_by_mime_type_automatically = T &redef;

	## Whether pieces that come out of order are put in order.
	option enable_reassembler = T;

	## How many bytes may wait for pieces that are missing.
	const reassembly_buffer_size = 524288 &redef;

	## Whether a file is being analyzed.
	global file_exists: function(fuid: string): bool;

	## The file of that name, which must be there.
	global lookup_file: function(fuid: string): fa_file;

	## Puts pieces in order from now on.
	global enable_reassembly: function(f: fa_file);

	## Does not any more.
	global disable_reassembly: function(f: fa_file);

	## Says how many bytes may wait.
	global set_reassembly_buffer_size: function(f: fa_file, max: count);

	## Says how long nothing may come before analysis ends.
	global set_timeout_interval: function(f: fa_file, t: interval): bool;

	## Lets an analyzer be used.
	global enable_analyzer: function(tag: Files::Tag): bool;

	## Keeps an analyzer from being used.
	global disable_analyzer: function(tag: Files::Tag): bool;

	## Whether an analyzer may be used.
	global analyzer_enabled: function(tag: Files::Tag): bool;

	## Attaches an analyzer to a file.
	global add_analyzer: function(f: fa_file, tag: Files::Tag, args: AnalyzerArgs &default=AnalyzerArgs()): bool;

	## Takes an analyzer from a file; the arguments must be those that it was attached with.
	global remove_analyzer: function(f: fa_file, tag: Files::Tag, args: AnalyzerArgs &default=AnalyzerArgs()): bool;

	## Ends the analysis of a file.
	global stop: function(f: fa_file): bool;

	## The name of an analyzer.
	global analyzer_name: function(tag: Files::Tag): string;

	## A file in words, as far as its source can tell.
	global describe: function(f: fa_file): string;

	## What a protocol knows of its files.
	type ProtoRegistration: record {
		## Names the file that now comes over a connection. Data with the same name is the same file.
		get_file_handle: function(c: connection, is_orig: bool): string;
		## Describes a file.
		describe: function(f: fa_file): string &default=function(f: fa_file): string { return ""; };
	};

	## Says what a protocol knows of its files; F if that was said before.
	global register_protocol: function(tag: Analyzer::Tag, reg: ProtoRegistration): bool;

	## Has a function called before an analyzer is attached, which may change its arguments.
	global register_analyzer_add_callback: function(tag: Files::Tag, callback: function(f: fa_file, args: AnalyzerArgs));

	## Has an analyzer attached to files of some types.
	global register_for_mime_types: function(tag: Files::Tag, mts: set[string]): bool;

	## Has an analyzer attached to files of one type.
	global register_for_mime_type: function(tag: Files::Tag, mt: string): bool;

	## The types of an analyzer.
	global registered_mime_types: function(tag: Files::Tag): set[string];

	## The types of all analyzers.
	global all_registered_mime_types: function(): table[Files::Tag] of set[string];

	## Raised for each row.
	global log_files: event(rec: Info);
}

redef record fa_file += {
	## The row that will be logged.
	info: Info &optional;
};

# What protocols know of their files, and those that know nothing and were warned of.
global protocols: table[Analyzer::Tag] of ProtoRegistration = table();
global warned_protocols: set[Analyzer::Tag] = set();

# Which analyzers want which types, in both directions.
global types_of_analyzer: table[Files::Tag] of set[string];
global analyzers_of_type: table[string] of set[Files::Tag];

global add_callbacks: table[Files::Tag] of function(f: fa_file, args: AnalyzerArgs) = table();

event zeek_init() &priority=5 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_files, $path="files", $policy=log_policy));
}

function update_row(f: fa_file) {
	if ( ! f?$info )
		f$info = Info($ts=f$last_active, $fuid=f$id);

	local row = f$info;

	row$duration = f$last_active - row$ts;
	row$seen_bytes = f$seen_bytes;
	row$missing_bytes = f$missing_bytes;
	row$overflow_bytes = f$overflow_bytes;

	if ( f?$source )
		row$source = f$source;

	if ( f?$is_orig )
		row$is_orig = f$is_orig;

	if ( f?$total_bytes )
		row$total_bytes = f$total_bytes;

	if ( f?$parent_id )
		row$parent_fuid = f$parent_id;
}

function add_analyzer(f: fa_file, tag: Files::Tag, args: AnalyzerArgs &default=AnalyzerArgs()): bool {
	if ( ! analyzer_enabled(tag) )
		return F;

	add f$info$analyzers[analyzer_name(tag)];

	if ( tag in add_callbacks )
		add_callbacks[tag](f, args);

	local added = __add_analyzer(f$id, tag, args);

	if ( ! added )
		Reporter::warning(fmt("Analyzer %s not added successfully to file %s.", tag, f$id));

	return added;
}

function remove_analyzer(f: fa_file, tag: Files::Tag, args: AnalyzerArgs &default=AnalyzerArgs()): bool {
	return __remove_analyzer(f$id, tag, args);
}

function register_analyzer_add_callback(tag: Files::Tag, callback: function(f: fa_file, args: AnalyzerArgs)) {
	add_callbacks[tag] = callback;
}

function register_protocol(tag: Analyzer::Tag, reg: ProtoRegistration): bool {
	local fresh = tag !in protocols;
	protocols[tag] = reg;
	return fresh;
}

function register_for_mime_type(tag: Files::Tag, mt: string): bool {
	if ( tag in types_of_analyzer )
		add types_of_analyzer[tag][mt];
	else
		types_of_analyzer[tag] = set(mt);

	if ( mt in analyzers_of_type )
		add analyzers_of_type[mt][tag];
	else
		analyzers_of_type[mt] = set(tag);

	return T;
}

function register_for_mime_types(tag: Files::Tag, mts: set[string]): bool {
	for ( mt in mts )
		register_for_mime_type(tag, mt);

	return T;
}

function registered_mime_types(tag: Files::Tag): set[string] {
	return tag in types_of_analyzer ? types_of_analyzer[tag] : string_set();
}

function all_registered_mime_types(): table[Files::Tag] of set[string] {
	return types_of_analyzer;
}

function describe(f: fa_file): string {
	if ( Analyzer::has_tag(f$source) ) {
		local tag = Analyzer::get_tag(f$source);

		if ( tag in protocols )
			return protocols[tag]$describe(f);
	}

	return "";
}

event get_file_handle(tag: Analyzer::Tag, c: connection, is_orig: bool) &priority=5 {
	if ( tag in protocols ) {
		set_file_handle(protocols[tag]$get_file_handle(c, is_orig));
		return;
	}

	if ( tag !in warned_protocols ) {
		add warned_protocols[tag];
		Reporter::warning(fmt("get_file_handle() handler missing for %s", tag));
	}

	set_file_handle(fmt("%s-fallback-%s-%s-%s", tag, c$uid, is_orig, network_time()));
}

event file_new(f: fa_file) &priority=10 {
	update_row(f);

	if ( enable_reassembler ) {
		enable_reassembly(f);
		set_reassembly_buffer_size(f, reassembly_buffer_size);
	}
}

event file_over_new_connection(f: fa_file, c: connection, is_orig: bool) &priority=10 {
	update_row(f);

	if ( |Site::local_nets| > 0 )
		f$info$local_orig = Site::is_local_addr(f$is_orig ? c$id$orig_h : c$id$resp_h);
}

event file_sniff(f: fa_file, meta: fa_metadata) &priority=10 {
	update_row(f);

	if ( ! meta?$mime_type )
		return;

	f$info$mime_type = meta$mime_type;

	if ( analyze_by_mime_type_automatically && meta$mime_type in analyzers_of_type )
		for ( tag in analyzers_of_type[meta$mime_type] )
			add_analyzer(f, tag);
}

event file_timeout(f: fa_file) &priority=10 {
	update_row(f);
	f$info$timedout = T;
}

event file_state_remove(f: fa_file) &priority=10 {
	update_row(f);
}

event file_state_remove(f: fa_file) &priority=-10 {
	local connections = f?$conns ? |f$conns| : 0;

	if ( connections == 0 ) {
		Log::write(LOG, f$info);
		return;
	}

	for ( id, c in f$conns ) {
		# Each row is a record of its own: what was given to the log is not written yet.
		local row = connections == 1 ? f$info : copy(f$info);

		row$id = c$id;
		row$uid = c$uid;
		Log::write(LOG, row);
	}
}

# What follows only names the file instead of handing over its record.

function file_exists(fuid: string): bool {
	return __file_exists(fuid);
}

function lookup_file(fuid: string): fa_file {
	return __lookup_file(fuid);
}

function enable_reassembly(f: fa_file) {
	__enable_reassembly(f$id);
}

function disable_reassembly(f: fa_file) {
	__disable_reassembly(f$id);
}

function set_reassembly_buffer_size(f: fa_file, max: count) {
	__set_reassembly_buffer(f$id, max);
}

function set_timeout_interval(f: fa_file, t: interval): bool {
	return __set_timeout_interval(f$id, t);
}

function enable_analyzer(tag: Files::Tag): bool {
	return __enable_analyzer(tag);
}

function disable_analyzer(tag: Files::Tag): bool {
	return __disable_analyzer(tag);
}

function analyzer_enabled(tag: Files::Tag): bool {
	return __analyzer_enabled(tag);
}

function analyzer_name(tag: Files::Tag): string {
	return __analyzer_name(tag);
}

function stop(f: fa_file): bool {
	return __stop(f$id);
}
