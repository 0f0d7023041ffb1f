##! Finds out what plugins browsers have: Flash tells it in headers, and Omniture asks for a list.

@load base/frameworks/software
@load base/protocols/http

module HTTP;

export {
	redef record Info += {
		## Whether the server is Omniture's.
		omniture: bool &default=F;
		## The version of Flash that asked.
		flash_version: string &optional;
	};

	redef enum Software::Type += {
		## A plugin of a browser.
		BROWSER_PLUGIN
	};
}

event http_header(c: connection, is_orig: bool, name: string, value: string) &priority=3 {
	if ( ! is_orig ) {
		if ( name == "SERVER" && /^Omniture/ in value )
			c$http$omniture = T;
	}
	else if ( name == "X-FLASH-VERSION" )
		c$http$flash_version = "Flash/" + value;
	else if ( name == "X-REQUESTED-WITH" && "Flash" in value )
		c$http$flash_version = value;
}

event http_message_done(c: connection, is_orig: bool, stat: http_message_stat) {
	if ( ! is_orig || ! c$http?$flash_version )
		return;

	# AIR brings its own.
	if ( c$http?$user_agent && "AdobeAIR" in c$http$user_agent )
		c$http$flash_version = "AdobeAIR-" + c$http$flash_version;

	Software::found(c$id, Software::Info($unparsed_version=c$http$flash_version, $host=c$id$orig_h,
	                                     $software_type=BROWSER_PLUGIN));
}

event HTTP::log_http(rec: Info) {
	if ( ! rec$omniture || ! rec?$uri )
		return;

	# A short list is something else.
	local parts = split_string_n(rec$uri, /&p=([^&]{5,});&/, T, 1);

	if ( |parts| < 2 )
		return;

	# Without "&p=" and ";&", which were matched, too.
	for ( _, plugin in split_string(parts[1][3:-2], /[[:blank:]]*;[[:blank:]]*/) )
		Software::found(rec$id, Software::Info($unparsed_version=plugin, $host=rec$id$orig_h, $software_type=BROWSER_PLUGIN));
}
