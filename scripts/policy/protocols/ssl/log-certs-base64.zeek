##! Logs certificates themselves, in base64.

@load base/files/x509
@load base/protocols/ssl

redef record X509::Info += {
	## The certificate.
	cert: string &log &optional;
};

# They may be long.
redef X509::default_max_field_string_bytes = 0;

event x509_certificate(f: fa_file, cert_ref: opaque of x509, cert: X509::Certificate) &priority=1 {
	if ( f$info?$x509 )
		f$info$x509$cert = encode_base64(x509_get_certificate_string(cert_ref));
}
