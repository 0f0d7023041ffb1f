##! What commands are about, as URLs.

@load base/utils/addrs
@load base/utils/paths
@load ./info

module FTP;

export {
	## The URL of what a command is about, without its scheme.
	global build_url: function(rec: Info): string;

	## The same with it.
	global build_url_ftp: function(rec: Info): string;

	## A file in short.
	global describe: function(rec: Info): string;
}

function build_url(rec: Info): string {
	if ( ! rec?$arg )
		return "";

	local path = build_path_compressed(rec$cwd, rec$arg);
	return addr_to_uri(rec$id$resp_h) + (path[0] == "/" ? path : "/" + path);
}

function build_url_ftp(rec: Info): string {
	return "ftp://" + build_url(rec);
}

function describe(rec: Info): string {
	return build_url_ftp(rec);
}
