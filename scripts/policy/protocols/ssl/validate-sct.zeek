##! Checks signed certificate timestamps (RFC 6962): whether logs that are known really have promised to take a certificate.

@load base/protocols/ssl
@load ./validate-certs

# A timestamp in a certificate is over its issuer's key too.
redef SSL::ssl_store_valid_chain = T;

module SSL;

export {
	## Where a timestamp came from.
	type SctSource: enum {
		## The certificate.
		SCT_X509_EXT,
		## An extension of the server's hello.
		SCT_TLS_EXT,
		## An OCSP response that the server sent.
		SCT_OCSP_EXT
	};

	## A timestamp.
	type SctInfo: record {
		## The version, 0 for v1.
		version: count;
		## The log.
		logid: string;
		## Milliseconds since 1970.
		timestamp: count;
		## The signature algorithm.
		sig_alg: count;
		## The hash algorithm.
		hash_alg: count;
		## The signature.
		signature: string;
		## Where it came from.
		source: SctSource;
		## Whether it is good, once it was checked.
		valid: bool &optional;
	};

	redef record Info += {
		## How many timestamps are good.
		valid_scts: count &optional;
		## How many are not.
		invalid_scts: count &optional;
		## How many logs the good ones are from.
		valid_ct_logs: count &log &optional;
		## How many operators these logs have.
		valid_ct_operators: count &log &optional;
		## The operators.
		valid_ct_operators_list: set[string] &optional;
		## All timestamps.
		ct_proofs: vector of SctInfo &default=vector();
	};
}

# What checks have said lately.
global recently_validated_scts: table[string] of bool = table() &read_expire=5mins &redef;

event zeek_init() {
	Files::register_for_mime_type(Files::ANALYZER_OCSP_REPLY, "application/ocsp-response");
}

event ssl_extension_signed_certificate_timestamp(c: connection, is_client: bool, version: count, logid: string,
                                                 timestamp: count,
                                                 signature_and_hashalgorithm: SSL::SignatureAndHashAlgorithm,
                                                 signature: string) &priority=5 {
	c$ssl$ct_proofs += SctInfo($version=version, $logid=logid, $timestamp=timestamp, $signature=signature, $source=SCT_TLS_EXT,
	                           $sig_alg=signature_and_hashalgorithm$SignatureAlgorithm,
	                           $hash_alg=signature_and_hashalgorithm$HashAlgorithm);
}

event x509_ocsp_ext_signed_certificate_timestamp(f: fa_file, version: count, logid: string, timestamp: count,
                                                 hash_algorithm: count, signature_algorithm: count, signature: string) &priority=5 {
	if ( f$source != "SSL" || ! f?$info || ! f$info?$mime_type || |f$conns| != 1 )
		return;

	local source = SCT_X509_EXT;

	if ( f$info$mime_type == "application/ocsp-response" )
		source = SCT_OCSP_EXT;
	else if ( f$info$mime_type != "application/x-x509-user-cert" )
		return;

	for ( _, c in f$conns )
		if ( c?$ssl )
			c$ssl$ct_proofs += SctInfo($version=version, $logid=logid, $timestamp=timestamp, $sig_alg=signature_algorithm,
			                           $hash_alg=hash_algorithm, $signature=signature, $source=source);
}

# Hashes of keys that may be the issuer's: what is known of it, the chain that was found, what the server sent.
function issuer_keys(row: Info): vector of string {
	local certs: vector of opaque of x509 = vector();
	local issuer = x509_issuer_name_hash(row$cert_chain[0]$x509$handle, sha256_number);

	if ( issuer in intermediate_cache )
		certs += intermediate_cache[issuer][0];

	if ( row?$valid_chain && |row$valid_chain| > 1 )
		certs += row$valid_chain[1];

	for ( i, sent in row$cert_chain )
		if ( i > 0 && sent?$x509 && sent$x509?$handle )
			certs += sent$x509$handle;

	local issuers: vector of string = vector();

	for ( _, cert in certs )
		issuers += x509_spki_hash(cert, sha256_number);

	return issuers;
}

function is_good(row: Info, proof: SctInfo, issuers: vector of string): bool {
	local cert = row$cert_chain[0]$x509$handle;
	local log = ct_logs[proof$logid];

	if ( proof$source != SCT_X509_EXT )
		return sct_verify(cert, proof$logid, log$key, proof$signature, proof$timestamp, proof$hash_alg);

	for ( _, key in issuers )
		if ( sct_verify(cert, proof$logid, log$key, proof$signature, proof$timestamp, proof$hash_alg, key) )
			return T;

	return F;
}

# After the certificates were checked.
hook ssl_finishing(c: connection) &priority=19 {
	local row = c$ssl;

	if ( ! row?$cert_chain || |row$cert_chain| == 0 || ! row$cert_chain[0]?$x509 )
		return;

	local good = 0;
	local bad = 0;
	local logs: set[string] = set();
	local operators: set[string] = set();
	local issuers = |row$ct_proofs| > 0 ? issuer_keys(row) : vector();

	for ( _, proof in row$ct_proofs ) {
		# Of a log that is not known nothing can be said.
		if ( proof$logid !in ct_logs ) {
			proof$valid = F;
			next;
		}

		local found_by = proof$source == SCT_X509_EXT && row?$validation_code ? cat(row$validation_code) : "";
		local key = sha1_hash(row$cert_chain[0]$sha1, proof$logid, proof$timestamp, proof$hash_alg, proof$signature, proof$source,
		                      found_by);

		if ( key !in recently_validated_scts )
			recently_validated_scts[key] = is_good(row, proof, issuers);

		proof$valid = recently_validated_scts[key];

		if ( proof$valid ) {
			++good;
			add logs[proof$logid];
			add operators[ct_logs[proof$logid]$operator];
		}
		else
			++bad;
	}

	row$valid_scts = good;
	row$invalid_scts = bad;
	row$valid_ct_logs = |logs|;
	row$valid_ct_operators = |operators|;
	row$valid_ct_operators_list = operators;
}
