##! Events of X509.

export {
	## Raised for each certificate that could be read.
	global x509_certificate: event(f: fa_file, cert_ref: opaque of x509, cert: X509::Certificate);

	## Raised for each extension of a certificate, in words.
	global x509_extension: event(f: fa_file, ext: X509::Extension);

	## Raised for the extension that says whether a certificate may sign others.
	global x509_ext_basic_constraints: event(f: fa_file, ext: X509::BasicConstraints);

	## Raised for the names that a certificate is for.
	global x509_ext_subject_alternative_name: event(f: fa_file, ext: X509::SubjectAlternativeName);

	## Raised for each proof in a certificate or an OCSP response that a public log has the certificate (RFC 6962).
	##
	## @param logid: the hash of the key of the log.
	##
	## @param timestamp: milliseconds since 1970.
	global x509_ocsp_ext_signed_certificate_timestamp: event(f: fa_file, version: count, logid: string, timestamp: count, hash_algorithm: count, signature_algorithm: count, signature: string);
}
