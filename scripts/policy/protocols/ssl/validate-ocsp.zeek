##! Checks OCSP responses that servers send with their certificates. Those that come by HTTP are not checked: nobody knows which
##! certificates they belong to.

@load base/frameworks/notice
@load base/protocols/ssl

module SSL;

export {
	redef enum Notice::Type += {
		## An OCSP response is not good.
		Invalid_Ocsp_Response
	};

	redef record Info += {
		## What the check says.
		ocsp_status: string &log &optional;
		## The response.
		ocsp_response: string &optional;
	};
}

# What checks have said lately.
global recently_ocsp_validated: table[string] of string = table() &read_expire=5mins;

event ssl_stapled_ocsp(c: connection, is_client: bool, response: string) &priority=3 {
	c$ssl$ocsp_response = response;
}

event ssl_established(c: connection) &priority=3 {
	local row = c$ssl;

	if ( ! row?$ocsp_response || ! row?$cert_chain || |row$cert_chain| == 0 || ! row$cert_chain[0]?$x509 )
		return;

	local chain: vector of opaque of x509 = vector();
	local key = sha256_hash(row$ocsp_response);

	for ( _, sent in row$cert_chain ) {
		key += sent$fuid + ",";

		if ( sent?$x509 )
			chain += sent$x509$handle;
	}

	if ( key in recently_ocsp_validated ) {
		row$ocsp_status = recently_ocsp_validated[key];
		return;
	}

	local result = x509_ocsp_verify(chain, row$ocsp_response, root_certs);
	row$ocsp_status = result$result_string;
	recently_ocsp_validated[key] = result$result_string;

	if ( result$result_string != "good" )
		NOTICE(Notice::Info($note=Invalid_Ocsp_Response, $conn=c, $sub=row$subject,
		                    $msg=fmt("OCSP response validation failed with (%s)", result$result_string),
		                    $identifier=cat(c$id$resp_h, c$id$resp_p, row$ocsp_status)));
}
