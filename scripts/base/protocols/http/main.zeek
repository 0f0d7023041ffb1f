##! The log of HTTP: a row for each request with its response.

@load base/frameworks/logging
@load base/frameworks/tunnels
@load base/protocols/conn/removal-hooks
@load base/utils/files
@load base/utils/numbers

module HTTP;

export {
	redef enum Log::ID += { LOG };

	## Where servers and proxies are.
	const ports = { 80/tcp, 81/tcp, 631/tcp, 1080/tcp, 3128/tcp, 8000/tcp, 8080/tcp, 8888/tcp } &redef;

	global log_policy: Log::PolicyHook;

	## Marks that scripts put on rows; they add their own.
	type Tags: enum {
		## No mark.
		EMPTY
	};

	## Whether passwords are logged.
	option default_capture_password = F;

	## A row of the log.
	type Info: record {
		## When the request was seen.
		ts: time &log;
		## The connection.
		uid: string &log;
		## Its addresses and ports.
		id: conn_id &log;
		## The number of the request in the connection, from 1.
		trans_depth: count &log;
		## What is to be done: GET, POST, HEAD ….
		method: string &log &optional;
		## The Host header.
		host: string &log &optional;
		## The URI, without escapes.
		uri: string &log &optional;
		## The Referer header.
		referrer: string &log &optional;
		## The version that the response is of.
		version: string &log &optional;
		## The User-Agent header.
		user_agent: string &log &optional;
		## The Origin header.
		origin: string &log &optional;
		## The length of the body of the request, once it is unpacked.
		request_body_len: count &log &default=0;
		## The length of the body of the response, once it is unpacked.
		response_body_len: count &log &default=0;
		## How it went.
		status_code: count &log &optional;
		## How it went, in words.
		status_msg: string &log &optional;
		## The last informational status (1xx).
		info_code: count &log &optional;
		## The last informational status, in words.
		info_msg: string &log &optional;
		## Marks of scripts.
		tags: set[Tags] &log;
		## The user, by basic authentication.
		username: string &log &optional;
		## The password, if it is logged.
		password: string &log &optional;
		## Whether it is.
		capture_password: bool &default=default_capture_password;
		## Headers that tell of proxies.
		proxied: set[string] &log &optional;
		## Whether only a part of something is asked for.
		range_request: bool &default=F;
	};

	## What is known of a connection. Requests and responses are counted, for a client may send several before it has a
	## response.
	type State: record {
		## Rows by number.
		pending: table[count] of Info;
		## The number of the last request.
		current_request: count &default=0;
		## The number of the last response.
		current_response: count &default=0;
		## How many rows there have been.
		trans_depth: count &default=0;
	};

	## Headers that tell of proxies.
	option proxy_headers: set[string] = {
		"CLIENT-IP",
		"FORWARDED",
		"PROXY-CONNECTION",
		"VIA",
		"X-FORWARDED-FOR",
		"X-FORWARDED-FROM",
		"XROXY-CONNECTION",
	};

	## Methods that are nothing unusual.
	option http_methods: set[string] = {
		"CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT", "TRACE",
		"BMOVE", "COPY", "LOCK", "MKCOL", "MOVE", "POLL", "PROPFIND", "PROPPATCH", "REPORT", "SEARCH", "SUBSCRIBE", "UNLOCK",
	};

	## Raised for each row.
	global log_http: event(rec: Info);

	## Logs what has no response at the end of a connection.
	global finalize_http: Conn::RemovalHook;

	## How many requests may wait for a response; when there are more, all are logged as they are.
	option max_pending_requests = 100;

	## The longest string in the log, 0 for any.
	const default_max_field_string_bytes = 0 &redef;
}

redef record connection += {
	## The row that the last message belongs to.
	http: Info &optional;
	## What is known of the connection.
	http_state: State &optional;
};

event zeek_init() &priority=5 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_http, $path="http", $policy=log_policy,
	                                    $max_field_string_bytes=default_max_field_string_bytes));
	Analyzer::register_for_ports(Analyzer::ANALYZER_HTTP, ports);
}

# Statuses after which the real response is still to come.
function is_informational(code: count): bool {
	return code / 100 == 1;
}

function state_of(c: connection): State {
	if ( ! c?$http_state ) {
		c$http_state = State();
		Conn::register_removal_hook(c, finalize_http);
	}

	return c$http_state;
}

# Makes the row of the last request or response the present one.
function set_state(c: connection, is_orig: bool) {
	local state = state_of(c);
	local number = is_orig ? state$current_request : state$current_response;

	if ( number !in state$pending ) {
		++state$trans_depth;
		state$pending[number] = Info($ts=network_time(), $uid=c$uid, $id=c$id, $trans_depth=state$trans_depth);
	}

	c$http = state$pending[number];
}

# Logs all requests that wait. What becomes of the numbers does not matter much, for they have lost their meaning.
function give_up_waiting(state: State) {
	if ( state$current_response == 0 )
		state$current_response = 1;

	while ( state$current_response < state$current_request ) {
		local number = state$current_response;

		if ( number in state$pending ) {
			Log::write(LOG, state$pending[number]);
			delete state$pending[number];
		}

		++state$current_response;
	}
}

event http_request(c: connection, method: string, original_URI: string, unescaped_URI: string, version: string) &priority=5 {
	local state = state_of(c);

	# More responses than requests: the next response is taken to belong to this request.
	if ( state$current_response > state$current_request ) {
		Reporter::conn_weird("HTTP_response_before_request", c);
		state$current_request = state$current_response;
	}

	if ( max_pending_requests > 0 && |state$pending| > max_pending_requests ) {
		Reporter::conn_weird("HTTP_excessive_pipelining", c);
		give_up_waiting(state);
	}

	++state$current_request;
	set_state(c, T);
	c$http$uri = unescaped_URI;
	c$http$method = method;

	if ( method !in http_methods )
		Reporter::conn_weird("unknown_HTTP_method", c, method);
}

event http_reply(c: connection, version: string, code: count, reason: string) &priority=5 {
	local state = state_of(c);
	local number = state$current_response;
	local waits = number in state$pending &&
	              (! state$pending[number]?$status_code || is_informational(state$pending[number]$status_code));

	if ( ! waits )
		++state$current_response;

	set_state(c, F);
	c$http$version = version;
	c$http$status_code = code;
	c$http$status_msg = reason;

	if ( is_informational(code) ) {
		c$http$info_code = code;
		c$http$info_msg = reason;
	}

	if ( code != 200 || ! c$http?$method || c$http$method != "CONNECT" )
		return;

	# A proxy opens a connection for each connection through it; with port 0 they are all one tunnel.
	local tunnel = copy(c$id);
	tunnel$orig_p = 0/tcp;
	Tunnel::register(Tunnel::EncapsulatingConn($cid=tunnel, $tunnel_type=Tunnel::HTTP));
}

# Takes user and password from a header for basic authentication (RFC 7617).
function note_credentials(c: connection, value: string) {
	if ( /^[bB][aA][sS][iI][cC] / !in value )
		return;

	local plain = decode_base64_conn(c$id, sub(value, /[bB][aA][sS][iI][cC][[:blank:]]+/, ""));
	local parts = split_string1(plain, /:/);
	local whole = |parts| == 2;

	c$http$username = whole ? parts[0] : fmt("<problem-decoding> (%s)", value);

	if ( c$http$capture_password )
		c$http$password = whole ? parts[1] : plain;
}

event http_header(c: connection, is_orig: bool, name: string, value: string) &priority=5 {
	set_state(c, is_orig);

	if ( ! is_orig )
		return;

	switch ( name ) {
		case "HOST":
			c$http$host = value;
			return;
		case "REFERER":
			c$http$referrer = value;
			return;
		case "USER-AGENT":
			c$http$user_agent = value;
			return;
		case "ORIGIN":
			c$http$origin = value;
			return;
		case "RANGE":
			c$http$range_request = T;
			return;
	}

	if ( name in proxy_headers ) {
		if ( ! c$http?$proxied )
			c$http$proxied = set();

		add c$http$proxied[fmt("%s -> %s", name, value)];
	}
	else if ( name == "AUTHORIZATION" || name == "PROXY-AUTHORIZATION" )
		note_credentials(c, value);
}

event http_message_done(c: connection, is_orig: bool, stat: http_message_stat) &priority=5 {
	set_state(c, is_orig);

	if ( is_orig )
		c$http$request_body_len = stat$body_length;
	else
		c$http$response_body_len = stat$body_length;
}

event http_message_done(c: connection, is_orig: bool, stat: http_message_stat) &priority=-5 {
	if ( is_orig || (c$http?$status_code && is_informational(c$http$status_code)) )
		return;

	Log::write(LOG, c$http);
	delete c$http_state$pending[c$http_state$current_response];
}

hook finalize_http(c: connection) {
	if ( ! c?$http_state )
		return;

	# Number 0 is no request, but what came before the first.
	for ( number, row in c$http_state$pending )
		if ( number > 0 )
			Log::write(LOG, row);
}
