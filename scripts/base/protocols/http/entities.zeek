##! Bodies of HTTP messages as files: what their names, types and identifiers are.

@load base/frameworks/files
@load base/frameworks/notice/weird
@load base/utils/files
@load base/utils/strings
@load ./main

module HTTP;

export {
	## A body or a part of one.
	type Entity: record {
		## The name that a header gives it.
		filename: string &optional;
	};

	## How many files of a request are logged.
	option max_files_orig = 15;

	## How many files of a response are logged.
	option max_files_resp = 15;

	## Called for each file beyond that; a `break` has it logged still.
	global max_files_policy: hook(f: fa_file, is_orig: bool);

	redef record Info += {
		## The files of the request.
		orig_fuids: vector of string &log &optional;
		## Their names.
		orig_filenames: vector of string &log &optional;
		## Their types.
		orig_mime_types: vector of string &log &optional;
		## The files of the response.
		resp_fuids: vector of string &log &optional;
		## Their names.
		resp_filenames: vector of string &log &optional;
		## Their types.
		resp_mime_types: vector of string &log &optional;
		## The body or part that is under way.
		current_entity: Entity &optional;
		## How many bodies and parts the request has had so far.
		orig_mime_depth: count &default=0;
		## How many the response has had.
		resp_mime_depth: count &default=0;
	};

	redef record fa_file += {
		## The row that the file belongs to.
		http: HTTP::Info &optional;
	};
}

event http_begin_entity(c: connection, is_orig: bool) &priority=10 {
	set_state(c, is_orig);
	c$http$current_entity = Entity();

	if ( is_orig )
		++c$http$orig_mime_depth;
	else
		++c$http$resp_mime_depth;
}

event http_header(c: connection, is_orig: bool, name: string, value: string) &priority=3 {
	if ( ! c$http?$current_entity ) {
		Reporter::conn_weird("missing_HTTP_entity", c, "", "HTTP");
		return;
	}

	local names_file = (name == "CONTENT-DISPOSITION" && /[fF][iI][lL][eE][nN][aA][mM][eE][[:blank:]]*\*?=/ in value) ||
	                   (name == "CONTENT-TYPE" && /[nN][aA][mM][eE][[:blank:]]*=/ in value);

	if ( names_file )
		c$http$current_entity$filename = extract_filename_from_content_disposition(value);
}

event http_end_entity(c: connection, is_orig: bool) &priority=5 {
	if ( c?$http )
		delete c$http$current_entity;
}

# Whether a file is still logged where there are `known` already.
function has_room(f: fa_file, known: count): bool {
	if ( known < (f$is_orig ? max_files_orig : max_files_resp) )
		return T;

	return ! hook HTTP::max_files_policy(f, f$is_orig);
}

function note_orig_file(row: Info, f: fa_file) {
	if ( ! row?$orig_fuids )
		row$orig_fuids = vector();

	row$orig_fuids += f$id;

	if ( ! f$info?$filename )
		return;

	if ( ! row?$orig_filenames )
		row$orig_filenames = vector();

	row$orig_filenames += f$info$filename;
}

function note_resp_file(row: Info, f: fa_file) {
	if ( ! row?$resp_fuids )
		row$resp_fuids = vector();

	row$resp_fuids += f$id;

	if ( ! f$info?$filename )
		return;

	if ( ! row?$resp_filenames )
		row$resp_filenames = vector();

	row$resp_filenames += f$info$filename;
}

event file_over_new_connection(f: fa_file, c: connection, is_orig: bool) &priority=5 {
	if ( f$source != "HTTP" || ! c?$http )
		return;

	local row = c$http;
	f$http = row;

	if ( row?$current_entity && row$current_entity?$filename )
		f$info$filename = row$current_entity$filename;

	if ( f$is_orig ) {
		if ( has_room(f, row?$orig_fuids ? |row$orig_fuids| : 0) )
			note_orig_file(row, f);
	}
	else if ( has_room(f, row?$resp_fuids ? |row$resp_fuids| : 0) )
		note_resp_file(row, f);
}

event file_sniff(f: fa_file, meta: fa_metadata) &priority=5 {
	if ( ! meta?$mime_type || ! f?$http || ! f?$is_orig )
		return;

	local row = f$http;

	if ( f$is_orig ) {
		if ( ! row?$orig_mime_types )
			row$orig_mime_types = vector();

		if ( has_room(f, |row$orig_mime_types|) )
			row$orig_mime_types += meta$mime_type;
	}
	else {
		if ( ! row?$resp_mime_types )
			row$resp_mime_types = vector();

		if ( has_room(f, |row$resp_mime_types|) )
			row$resp_mime_types += meta$mime_type;
	}
}
