##! URLs in text, and their parts.

## What is taken for a URL.
const url_regex = /^([a-zA-Z\-]{3,5}):\/\/(-\.)?([^[:blank:]\/?\.#-]+\.?)+(\/[^[:blank:]]*)?/ &redef;

## A URL in parts.
type URI: record {
	## What is before "://".
	scheme: string &optional;
	## The host, or host and user.
	netlocation: string;
	## The port, if it is given.
	portnum: count &optional;
	## The path, "/" at least.
	path: string;
	## What is behind the last slash of the path.
	file_name: string &optional;
	## That, without its extension.
	file_base: string &optional;
	## Its extension: all behind the first dot.
	file_ext: string &optional;
	## Keys and values of the query.
	params: table[string] of string &optional;
};

## All URLs in a text.
function find_all_urls(s: string): string_set {
	return find_all(s, url_regex);
}

## All URLs in a text, without scheme and "://".
function find_all_urls_without_scheme(s: string): string_set {
	local bare: string_set = set();

	for ( url in find_all_urls(s) )
		add bare[sub(url, /^([a-zA-Z\-]{3,5})(:\/\/)/, "")];

	return bare;
}

# Keys and values of a query; what is no such pair is left out.
function decompose_query(query: string): table[string] of string {
	local params: table[string] of string = table();

	for ( _, part in split_string(query, /&/) ) {
		local pair = split_string1(part, /=/);

		if ( |pair| == 2 )
			params[pair[0]] = pair[1];
	}

	return params;
}

# The file that a path ends in, if it does not end in a slash.
function decompose_file(u: URI) {
	if ( ends_with(u$path, "/") )
		return;

	local names = split_string(u$path, /\//);
	local parts = split_string1(names[|names| - 1], /\./);

	u$file_name = names[|names| - 1];
	u$file_base = parts[0];

	if ( |parts| == 2 )
		u$file_ext = parts[1];
}

## Takes a URL apart.
function decompose_uri(uri: string): URI {
	local u = URI($netlocation="", $path="/");
	local rest = uri;
	local parts = split_string1(rest, /\?/);

	if ( |parts| == 2 ) {
		rest = parts[0];
		u$params = decompose_query(parts[1]);
	}

	parts = split_string1(rest, /:\/\//);

	if ( |parts| == 2 ) {
		u$scheme = parts[0];
		rest = parts[1];
	}

	parts = split_string1(rest, /\//);

	if ( |parts| == 2 ) {
		rest = parts[0];
		u$path = "/" + parts[1];
		decompose_file(u);
	}

	# A colon without digits behind it is no port, but does not belong to the host either.
	u$netlocation = sub(rest, /:[0-9]*$/, "");

	local digits = rest[|u$netlocation| + 1:];

	if ( digits != "" )
		u$portnum = to_count(digits);

	return u;
}
