##! Checks the certificates of servers. Intermediate certificates of good chains are remembered, for many servers forget to send
##! them.

@load base/frameworks/cluster
@load base/frameworks/notice
@load base/protocols/ssl

module SSL;

export {
	redef enum Notice::Type += {
		## A server's certificate can't be trusted.
		Invalid_Server_Cert
	};

	redef record Info += {
		## What the check says.
		validation_status: string &log &optional;
		## The same as a number.
		validation_code: int &optional;
		## The chain to a trusted certificate, if it is kept.
		valid_chain: vector of opaque of x509 &optional;
	};

	## What checks have said lately, by the hashes of the certificates.
	global recently_validated_certs: table[string] of X509::Result = table() &read_expire=5mins &redef;

	## Whether intermediate certificates are remembered.
	global ssl_cache_intermediate_ca: bool = T &redef;

	## Whether chains are kept with their connections. They need memory.
	global ssl_store_valid_chain: bool = F &redef;

	## Tells workers of intermediate certificates.
	global intermediate_add: event(key: string, value: vector of opaque of x509);

	## Tells the manager of them.
	global new_intermediate: event(key: string, value: vector of opaque of x509);
}

# SHA-256, by its number in TLS.
const sha256_number = 4;

# Intermediate certificates by the hash of the first one's subject.
global intermediate_cache: table[string] of vector of opaque of x509;

function remember_intermediates(key: string, certs: vector of opaque of x509) {
	intermediate_cache[key] = certs;

@if ( Cluster::is_enabled() )
	Cluster::publish(Cluster::manager_topic, SSL::new_intermediate, key, certs);
@endif
}

event SSL::intermediate_add(key: string, value: vector of opaque of x509) {
	intermediate_cache[key] = value;
}

event SSL::new_intermediate(key: string, value: vector of opaque of x509) {
	if ( key in intermediate_cache )
		return;

	intermediate_cache[key] = value;
	Cluster::publish(Cluster::worker_topic, SSL::intermediate_add, key, value);
}

# Remembers what is between the first and the last certificate of a good chain.
function learn_from(chain: vector of opaque of x509) {
	local key = x509_subject_name_hash(chain[1], sha256_number);

	if ( key in intermediate_cache )
		return;

	local between: vector of opaque of x509 = vector();

	for ( i, cert in chain )
		if ( i > 0 && i + 1 < |chain| )
			between += cert;

	remember_intermediates(key, between);
}

function validate(chain: vector of opaque of x509): X509::Result {
	local key = "";

	for ( _, cert in chain )
		key += sha1_hash(x509_get_certificate_string(cert)) + ".";

	if ( key in recently_validated_certs )
		return recently_validated_certs[key];

	local result = x509_verify(chain, root_certs);
	local kept = result;

	if ( result?$chain_certs ) {
		if ( ! ssl_store_valid_chain )
			kept = X509::Result($result=result$result, $result_string=result$result_string);

		if ( ssl_cache_intermediate_ca && |result$chain_certs| > 2 )
			learn_from(result$chain_certs);
	}

	recently_validated_certs[key] = kept;
	return result;
}

function note_result(row: Info, result: X509::Result) {
	row$validation_status = result$result_string;
	row$validation_code = result$result;

	if ( result?$chain_certs )
		row$valid_chain = result$chain_certs;
}

hook ssl_finishing(c: connection) &priority=20 {
	local row = c$ssl;

	if ( ! row?$cert_chain || |row$cert_chain| == 0 || ! row$cert_chain[0]?$x509 )
		return;

	local host_cert = row$cert_chain[0];
	local host = host_cert$x509$handle;

	# With what is known of the issuer, before what the server sent.
	local issuer = x509_issuer_name_hash(host, sha256_number);

	if ( ssl_cache_intermediate_ca && issuer in intermediate_cache ) {
		local known: vector of opaque of x509 = vector(host);

		for ( _, between in intermediate_cache[issuer] )
			known += between;

		local first = validate(known);

		if ( first$result_string == "ok" ) {
			note_result(row, first);
			return;
		}
	}

	local sent: vector of opaque of x509 = vector();

	for ( _, one in row$cert_chain )
		if ( one?$x509 )
			sent += one$x509$handle;

	local result = validate(sent);
	note_result(row, result);

	if ( result$result_string != "ok" )
		NOTICE(Notice::Info($note=Invalid_Server_Cert, $conn=c, $fuid=host_cert$fuid,
		                    $msg=fmt("SSL certificate validation failed with (%s)", row$validation_status),
		                    $sub=host_cert$x509$certificate$subject,
		                    $identifier=cat(c$id$resp_h, c$id$resp_p, host_cert$sha1, row$validation_code)));
}
