##! Finds out GridFTP: FTP whose control channel has TLS within AUTH GSSAPI, and whose data channels are TLS with certificates
##! on both sides and without a cipher. What they carry is often so large that it is not looked at any more.

@load base/frameworks/notice
@load base/protocols/conn
@load base/protocols/ssl
@load ./info
@load ./main

module GridFTP;

export {
	## How many bytes of one side make a data channel.
	option size_threshold = 1073741824;

	## Within how much time.
	option max_time = 2 min;

	## Whether data channels are left alone once they are known.
	option skip_data = T;

	## A data channel was found.
	##
	## c: the connection
	global data_channel_detected: event(c: connection);

	## Whether a connection may be a data channel, as far as its beginning says.
	const data_channel_initial_criteria: function(c: connection): bool &redef;
}

redef record FTP::Info += {
	## What AUTH asked for last.
	last_auth_requested: string &optional;
};

event ftp_request(c: connection, command: string, arg: string) &priority=4 {
	if ( command == "AUTH" && c?$ftp )
		c$ftp$last_auth_requested = arg;
}

function data_channel_initial_criteria(c: connection): bool {
	if ( ! c?$ssl || ! c$ssl?$cert_chain || ! c$ssl?$client_cert_chain || ! c$ssl?$cipher )
		return F;

	return |c$ssl$cert_chain| > 0 && |c$ssl$client_cert_chain| > 0 && /WITH_NULL/ in c$ssl$cipher;
}

event gridftp_possibility_timeout(c: connection) {
	# A connection that is over has no thresholds to take off.
	if ( "gridftp-data" in c$service || (c?$conn && c$conn?$service) )
		return;

	ConnThreshold::delete_bytes_threshold(c, size_threshold, T);
	ConnThreshold::delete_bytes_threshold(c, size_threshold, F);
}

event ssl_established(c: connection) &priority=5 {
	if ( c?$ftp && c$ftp?$last_auth_requested && /GSSAPI/ in c$ftp$last_auth_requested )
		add c$service["gridftp"];
}

event ssl_established(c: connection) &priority=-3 {
	if ( ! data_channel_initial_criteria(c) )
		return;

	ConnThreshold::set_bytes_threshold(c, size_threshold, T);
	ConnThreshold::set_bytes_threshold(c, size_threshold, F);
	schedule max_time { gridftp_possibility_timeout(c) };
}

event ConnThreshold::bytes_threshold_crossed(c: connection, threshold: count, is_orig: bool) {
	if ( threshold < size_threshold || "gridftp-data" in c$service || c$duration > max_time ||
	     ! data_channel_initial_criteria(c) )
		return;

	add c$service["gridftp-data"];
	event GridFTP::data_channel_detected(c);

	if ( skip_data )
		skip_further_processing(c$id);
}
