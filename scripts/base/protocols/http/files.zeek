##! What the file analysis framework needs to know of HTTP.

@load base/frameworks/files
@load base/utils/conn-ids
@load ./main
@load ./entities
@load ./utils

module HTTP;

export {
	## Names the file that now comes over a connection.
	global get_file_handle: function(c: connection, is_orig: bool): string;

	## The URL of a file.
	global describe_file: function(f: fa_file): string;
}

function get_file_handle(c: connection, is_orig: bool): string {
	if ( ! c?$http )
		return "";

	# Parts that are asked for one by one are one file, whichever connections they come over.
	if ( ! is_orig && c$http$range_request )
		return cat(Analyzer::ANALYZER_HTTP, is_orig, c$id$orig_h, build_url(c$http));

	local part = is_orig ? c$http$orig_mime_depth : c$http$resp_mime_depth;
	return cat(Analyzer::ANALYZER_HTTP, c$start_time, is_orig, c$http$trans_depth, part, id_string(c$id));
}

function describe_file(f: fa_file): string {
	if ( f$source == "HTTP" )
		for ( _, c in f$conns )
			if ( c?$http )
				return build_url_http(c$http);

	return "";
}

event zeek_init() &priority=5 {
	Files::register_protocol(Analyzer::ANALYZER_HTTP, Files::ProtoRegistration($get_file_handle=HTTP::get_file_handle,
	                                                                           $describe=HTTP::describe_file));
}
