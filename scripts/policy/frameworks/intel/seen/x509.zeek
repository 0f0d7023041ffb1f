##! Names, mail addresses and hashes of certificates.

@load base/files/x509
@load base/frameworks/intel
@load ./where-locations

module Intel;

export {
	## Whether alternative names are looked up.
	option enable_x509_ext_subject_alternative_name = T;
}

event x509_ext_subject_alternative_name(f: fa_file, ext: X509::SubjectAlternativeName) &group="Intel::DOMAIN" {
	if ( ! enable_x509_ext_subject_alternative_name || ! ext?$dns )
		return;

	for ( _, host in ext$dns )
		Intel::seen(Intel::Seen($indicator=host, $indicator_type=Intel::DOMAIN, $f=f, $where=X509::IN_CERT));
}

event x509_certificate(f: fa_file, cert_ref: opaque of x509, cert: X509::Certificate) &group="Intel::EMAIL" {
	if ( /emailAddress=/ !in cert$subject )
		return;

	local mailbox = sub(sub(cert$subject, /^.*emailAddress=/, ""), /,.*$/, "");
	Intel::seen(Intel::Seen($indicator=mailbox, $indicator_type=Intel::EMAIL, $f=f, $where=X509::IN_CERT));
}

function see_certificate_hash(f: fa_file, hash: string) {
	Intel::seen(Intel::Seen($indicator=hash, $indicator_type=Intel::CERT_HASH, $f=f, $where=X509::IN_CERT));
}

# The hash may be known before the certificate is, or after it.
event x509_certificate(f: fa_file, cert_ref: opaque of x509, cert: X509::Certificate) &group="Intel::CERT_HASH" {
	if ( f$info?$sha1 )
		see_certificate_hash(f, f$info$sha1);
}

event file_hash(f: fa_file, kind: string, hash: string) &group="Intel::CERT_HASH" {
	if ( kind == "sha1" && f?$info && f$info?$x509 )
		see_certificate_hash(f, hash);
}
