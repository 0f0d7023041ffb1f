##! Notices mails from places that should not send any. It needs a database of places, or networks that are named.

@load base/frameworks/notice
@load base/protocols/smtp

module SMTP;

export {
	redef enum Notice::Type += {
		## A mail comes from such a place.
		Suspicious_Origination,
	};

	## Countries, by their two letters.
	option suspicious_origination_countries: set[string] = {};

	## Networks.
	option suspicious_origination_networks: set[subnet] = {};
}

function look_at_origin(rec: Info, host: addr, how: string) {
	local place = lookup_location(host);
	local country = place?$country_code ? place$country_code : "";

	if ( country in suspicious_origination_countries || host in suspicious_origination_networks )
		NOTICE(Notice::Info($note=Suspicious_Origination, $msg=fmt("%s originated from %s (%s).", how, country, host), $id=rec$id));
}

event log_smtp(rec: Info) {
	if ( rec?$x_originating_ip )
		look_at_origin(rec, rec$x_originating_ip, "An email");

	if ( rec?$path )
		look_at_origin(rec, rec$path[|rec$path| - 1], "Based up Received headers, email");
}
