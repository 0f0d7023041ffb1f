##! Logs the names of variables in URIs.

@load base/protocols/http

module HTTP;

redef record Info += {
	## The names of variables behind the question mark.
	uri_vars: vector of string &optional &log;
};

event http_request(c: connection, method: string, original_URI: string, unescaped_URI: string, version: string) &priority=2 {
	local parts = split_string1(original_URI, /\?/);

	if ( |parts| == 2 )
		c$http$uri_vars = extract_keys(parts[1], /&/);
}
