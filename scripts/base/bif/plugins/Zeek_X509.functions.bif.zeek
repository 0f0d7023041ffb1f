##! Functions of certificates.

export {
	## What a certificate says.
	global x509_parse: function(cert: opaque of x509): X509::Certificate;

	## The certificate that is in a string in DER.
	global x509_from_der: function(der: string): opaque of x509;

	## A certificate in DER or, with `pem`, in PEM.
	global x509_get_certificate_string: function(cert: opaque of x509, pem: bool &default=F): string;

	## Checks an OCSP response for the first of some certificates, with trusted ones in DER by their subjects.
	global x509_ocsp_verify: function(certs: x509_opaque_vector, ocsp_reply: string, root_certs: table_string_of_string, verify_time: time &default=network_time()): X509::Result;

	## Checks the first of some certificates, with trusted ones in DER by their subjects.
	global x509_verify: function(certs: x509_opaque_vector, root_certs: table_string_of_string, verify_time: time &default=network_time()): X509::Result;

	## Checks a signed certificate timestamp. For one that is in the certificate itself, the SHA-256 of the issuer's key is needed.
	global sct_verify: function(cert: opaque of x509, logid: string, log_key: string, signature: string, timestamp: count, hash_algorithm: count, issuer_key_hash: string &default=""): bool;

	## The hash of the subject, by the number of a hash algorithm (RFC 5246, section 7.4.1.4.1).
	global x509_subject_name_hash: function(cert: opaque of x509, hash_alg: count): string;

	## The hash of the issuer.
	global x509_issuer_name_hash: function(cert: opaque of x509, hash_alg: count): string;

	## The hash of the public key with its algorithm.
	global x509_spki_hash: function(cert: opaque of x509, hash_alg: count): string;

	## Sets a table of certificates by their SHA-256; those in it are not read again.
	global x509_set_certificate_cache: function(tbl: string_any_table): bool;

	## Sets what is called for a certificate that is in that table.
	global x509_set_certificate_cache_hit_callback: function(f: string_any_file_hook): bool;

	## Whether a host's name is the one in a certificate, which may have a wildcard.
	global x509_check_hostname: function(hostname: string, certname: string): bool;

	## The name in a certificate that a host's name is; empty if it is none.
	global x509_check_cert_hostname: function(cert_opaque: opaque of x509, hostname: string): string;
}
