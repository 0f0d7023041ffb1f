##! URLs and their parts.

@load base/utils/addrs
@load ./main

module HTTP;

export {
	## The keys in data of the form "key=value", for example a query or a Cookie header.
	global extract_keys: function(data: string, kv_splitter: pattern): string_vec;

	## The URL of a request, without "http://".
	global build_url: function(rec: Info): string;

	## The URL of a request.
	global build_url_http: function(rec: Info): string;

	## A request in words: its URL.
	global describe: function(rec: Info): string;
}

function extract_keys(data: string, kv_splitter: pattern): string_vec {
	local keys: string_vec = vector();

	for ( _, pair in split_string(data, kv_splitter) )
		keys += split_string1(pair, /=/)[0];

	return keys;
}

function build_url(rec: Info): string {
	if ( ! rec?$uri || "://" !in rec$uri ) {
		local host = rec?$host ? rec$host : addr_to_uri(rec$id$resp_h);
		local suffix = rec$id$resp_p == 80/tcp ? "" : fmt(":%d", rec$id$resp_p);
		return cat(host, suffix, rec?$uri ? rec$uri : "/<missed_request>");
	}

	# A proxy is told the whole URL.
	return rec$uri;
}

function build_url_http(rec: Info): string {
	return "http://" + build_url(rec);
}

function describe(rec: Info): string {
	return build_url_http(rec);
}
