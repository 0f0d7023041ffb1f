##! Finds out what browsers and servers are by the headers of HTTP.

@load base/frameworks/software
@load base/protocols/http

module HTTP;

export {
	redef enum Software::Type += {
		## A web server.
		SERVER,
		## What runs in one.
		APPSERVER,
		## A browser or another client.
		BROWSER,
	};

	## Clients that are passed over.
	option ignored_user_agents = /NO_DEFAULT/;
}

# What headers of a response tell, and what goes before their text.
const server_headers: table[string] of Software::Type = {
	["SERVER"] = SERVER,
	["X-POWERED-BY"] = APPSERVER,
	["MICROSOFTSHAREPOINTTEAMSERVICES"] = APPSERVER,
};

event http_header(c: connection, is_orig: bool, name: string, value: string) &priority=2 {
	if ( is_orig ) {
		if ( name == "USER-AGENT" && ignored_user_agents !in value )
			Software::found(c$id, Software::Info($unparsed_version=value, $host=c$id$orig_h, $software_type=BROWSER));

		return;
	}

	if ( name !in server_headers )
		return;

	# SharePoint gives only its version.
	local text = name == "MICROSOFTSHAREPOINTTEAMSERVICES" ? "SharePoint/" + value : value;

	Software::found(c$id, Software::Info($unparsed_version=text, $host=c$id$resp_h, $host_p=c$id$resp_p,
	                                     $software_type=server_headers[name]));
}
