##! Finds out which programs make web pages. It looks through all pages, which takes much time.

@load base/frameworks/signatures
@load base/frameworks/software
@load base/protocols/http
@load-sigs ./detect-webapps.sig

module HTTP;

# They are no attacks.
redef Signatures::ignored_ids += /^webapp-/;

export {
	redef enum Software::Type += {
		## A program that makes web pages.
		WEB_APPLICATION,
	};

	redef record Software::Info += {
		## Where it was seen.
		url: string &optional &log;
	};
}

event signature_match(state: signature_state, msg: string, data: string) &priority=5 {
	if ( /^webapp-/ !in state$sig_id )
		return;

	local id = state$conn$id;

	Software::found(id, Software::Info($name=msg, $unparsed_version=msg, $host=id$resp_h, $host_p=id$resp_p,
	                                   $software_type=WEB_APPLICATION, $url=build_url_http(state$conn$http)));
}

# Keeps the URL that is nearest to the root of the site, and logs it again when there is a nearer one.
event Software::register(info: Software::Info) &priority=5 {
	if ( ! info?$url || info$host !in Software::tracked || info$name !in Software::tracked[info$host] )
		return;

	local known = Software::tracked[info$host][info$name];

	if ( known?$url && starts_with(known$url, info$url) ) {
		known$url = info$url;
		info$force_log = T;
	}
}
