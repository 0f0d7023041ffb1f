##! Asking HTTP servers, with curl. For use in `when`.

@load ./exec

module ActiveHTTP;

export {
	## How long a request may take.
	option default_max_time = 1min;

	## The method of a request.
	option default_method = "GET";

	## What a server said.
	type Response: record {
		## How it went; 0 if there was no response.
		code: count;
		## How it went, in words.
		msg: string;
		## The body, without ends of lines.
		body: string &optional;
		## The headers.
		headers: table[string] of string &optional;
	};

	## What a server is asked.
	type Request: record {
		## Where.
		url: string;
		## How.
		method: string &default=default_method;
		## What is sent.
		client_data: string &optional;
		## How long it may take.
		max_time: interval &default=default_max_time;
		## More options for curl.
		addl_curl_args: string &optional;
	};

	## Sends a request and waits for the response.
	global request: function(req: ActiveHTTP::Request): ActiveHTTP::Response;
}

function curl_command(req: Request, body_file: string, header_file: string): string {
	local words = vector("curl -s -g -o", safe_shell_quote(body_file), "-D", safe_shell_quote(header_file),
	                     "-X", safe_shell_quote(req$method), fmt("-m %.0f", req$max_time));

	if ( req?$client_data )
		words += "-d @-";

	if ( req?$addl_curl_args )
		words += req$addl_curl_args;

	words += safe_shell_quote(req$url);

	# curl makes no file for an empty body, but one will be read.
	words += "&& touch " + safe_shell_quote(body_file);
	return join_string_vec(words, " ");
}

# Fills a response from the lines that curl wrote.
function fill(resp: Response, headers: string_vec, body: string_vec) {
	for ( i, line in headers ) {
		if ( i == 0 ) {
			local status = split_string_n(line, /[[:blank:]]+/, F, 2);

			if ( |status| != 3 )
				return;

			resp$code = to_count(status[1]);
			resp$msg = status[2];
			resp$body = join_string_vec(body, "");
			next;
		}

		local header = split_string1(line, /:/);

		# Lines end with a carriage return.
		if ( |header| == 2 )
			resp$headers[header[0]] = sub_bytes(header[1], 0, |header[1]| - 1);
	}
}

function temporary_directory(): string {
	for ( _, name in vector("TEMP", "TMPDIR") ) {
		local directory = getenv(name);

		if ( directory != "" )
			return gsub(directory, /\\/, "/");
	}

	return "/tmp";
}

function request(req: Request): ActiveHTTP::Response {
	local resp = Response($code=0, $msg="", $body="", $headers=table());

	# It goes to a shell.
	if ( req$method != /[A-Za-z]+/ ) {
		Reporter::error(fmt("There was an illegal method specified with ActiveHTTP (\"%s\").", req$method));
		return resp;
	}

	local base = temporary_directory() + "/zeek-activehttp-" + unique_id("");
	local body_file = base + "_body";
	local header_file = base + "_headers";
	local command = Exec::Command($cmd=curl_command(req, body_file, header_file),
	                              $stdin=req?$client_data ? req$client_data : "",
	                              $read_files=set(body_file, header_file));

	return when [req, resp, command, body_file, header_file] ( local result = Exec::run(command) ) {
		if ( result?$files && header_file in result$files )
			fill(resp, result$files[header_file], result$files[body_file]);
		else
			Reporter::error(fmt("There was a failure when requesting \"%s\" with ActiveHTTP.", req$url));

		return resp;
	}
}
