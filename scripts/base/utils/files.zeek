##! Names of files.

@load ./addrs

## A file name for data of a connection: "PREFIX_ADDRESS:PORT-ADDRESS:PORT_SUFFIX", without prefix or suffix if empty.
function generate_extraction_filename(prefix: string, c: connection, suffix: string): string {
	local parts: vector of string;

	if ( prefix != "" )
		parts += prefix;

	parts += fmt("%s:%d-%s:%d", addr_to_uri(c$id$orig_h), c$id$orig_p, addr_to_uri(c$id$resp_h), c$id$resp_p);

	if ( suffix != "" )
		parts += suffix;

	return join_string_vec(parts, "_");
}

## The file name in a Content-Disposition header (RFC 6266), without quotes and without a language (RFC 5987).
function extract_filename_from_content_disposition(data: string): string {
	local name = sub(data, /^.*[nN][aA][mM][eE][[:blank:]]*\*?=[[:blank:]]*/, "");

	if ( |name| > 0 && name[0] == "\"" )
		name = split_string_n(name, /\"/, F, 2)[1];

	if ( /^[a-zA-Z0-9\!#$%&+-^_`{}~]+'[a-zA-Z0-9\!#$%&+-^_`{}~]*'/ in name )
		name = sub(name, /^.+'.*'/, "");

	return unescape_URI(name);
}
