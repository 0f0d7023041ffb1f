##! Logs the names of cookies.

@load base/protocols/http/main
@load base/protocols/http/utils

module HTTP;

redef record Info += {
	## The names of cookies.
	cookie_vars: vector of string &optional &log;
};

event http_header(c: connection, is_orig: bool, name: string, value: string) &priority=2 {
	if ( name == "COOKIE" && is_orig )
		c$http$cookie_vars = extract_keys(value, /;[[:blank:]]*/);
}
