##! Certificates of TLS connections in their rows.

@load base/files/x509
@load base/frameworks/files
@load base/utils/conn-ids
@load ./main

module SSL;

export {
	## Whether subject and issuer of the server's certificate are logged here too. x509.log has them.
	const log_include_server_certificate_subject_issuer = F &redef;

	## Whether those of the client's certificate are.
	const log_include_client_certificate_subject_issuer = F &redef;

	redef record Info += {
		## What the server sent, its own certificate first.
		cert_chain: vector of Files::Info &optional;
		## The fingerprints of these.
		cert_chain_fps: vector of string &optional &log;
		## What the client sent.
		client_cert_chain: vector of Files::Info &optional;
		## The fingerprints of these.
		client_cert_chain_fps: vector of string &optional &log;
		## Whom the server's certificate is of.
		subject: string &log &optional;
		## Who signed it.
		issuer: string &log &optional;
		## Whom the client's certificate is of.
		client_subject: string &log &optional;
		## Who signed it.
		client_issuer: string &log &optional;
		## Whether the server's certificate is of the name that the client asked for; unset if it asked for none.
		sni_matches_cert: bool &log &optional;
		## How many certificates the server has sent.
		server_depth: count &default=0;
		## How many the client has sent.
		client_depth: count &default=0;
	};

	## Names the file that now comes over a connection: never any, for the analyzer knows them.
	global get_file_handle: function(c: connection, is_orig: bool): string;

	## A certificate in words.
	global describe_file: function(f: fa_file): string;
}

function get_file_handle(c: connection, is_orig: bool): string {
	return "";
}

function describe_file(f: fa_file): string {
	if ( f$source != "SSL" || ! f?$info || ! f$info?$x509 || ! f$info$x509?$certificate )
		return "";

	for ( _, c in f$conns )
		if ( c?$ssl )
			return cat(c$id$resp_h, ":", c$id$resp_p);

	local cert = f$info$x509$certificate;
	return cat("Serial: ", cert$serial, " Subject: ", cert$subject, " Issuer: ", cert$issuer);
}

# Before other scripts add filters of their own by copying the default one.
event zeek_init() &priority=5 {
	local registration = Files::ProtoRegistration($get_file_handle=SSL::get_file_handle, $describe=SSL::describe_file);
	Files::register_protocol(Analyzer::ANALYZER_SSL, registration);
	Files::register_protocol(Analyzer::ANALYZER_DTLS, registration);

	local filter = Log::get_filter(LOG, "default");

	if ( filter$name == "<not found>" )
		return;

	if ( ! filter?$exclude )
		filter$exclude = set();

	if ( ! log_include_server_certificate_subject_issuer ) {
		add filter$exclude["subject"];
		add filter$exclude["issuer"];
	}

	if ( ! log_include_client_certificate_subject_issuer ) {
		add filter$exclude["client_subject"];
		add filter$exclude["client_issuer"];
	}

	Log::add_filter(LOG, filter);
}

event file_sniff(f: fa_file, meta: fa_metadata) &priority=5 {
	if ( ! f?$conns || |f$conns| != 1 || ! f?$info || ! f$info?$mime_type || f$info$mime_type !in X509::certificate_types )
		return;

	for ( _, c in f$conns ) {
		if ( ! c?$ssl )
			return;

		local row = c$ssl;

		if ( ! row?$cert_chain ) {
			row$cert_chain = vector();
			row$cert_chain_fps = vector();
			row$client_cert_chain = vector();
			row$client_cert_chain_fps = vector();
		}

		# The client need not be who began the connection; of the file, the originator is the client.
		if ( f$is_orig )
			row$client_cert_chain += f$info;
		else
			row$cert_chain += f$info;
	}
}

hook ssl_finishing(c: connection) &priority=20 {
	local row = c$ssl;

	if ( ! row?$cert_chain )
		return;

	for ( _, sent in row$cert_chain )
		if ( sent?$x509 && sent$x509?$fingerprint )
			row$cert_chain_fps += sent$x509$fingerprint;

	for ( _, client_sent in row$client_cert_chain )
		if ( client_sent?$x509 && client_sent$x509?$fingerprint )
			row$client_cert_chain_fps += client_sent$x509$fingerprint;

	if ( |row$cert_chain| > 0 && row$cert_chain[0]?$x509 ) {
		local server = row$cert_chain[0]$x509;

		if ( row?$server_name )
			row$sni_matches_cert = x509_check_cert_hostname(server$handle, row$server_name) != "";

		row$subject = server$certificate$subject;
		row$issuer = server$certificate$issuer;
	}

	if ( |row$client_cert_chain| > 0 && row$client_cert_chain[0]?$x509 ) {
		local client = row$client_cert_chain[0]$x509;
		row$client_subject = client$certificate$subject;
		row$client_issuer = client$certificate$issuer;
	}
}
