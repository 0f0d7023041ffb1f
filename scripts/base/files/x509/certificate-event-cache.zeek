##! Certificates that come often are read once; then their events are raised again from what was kept of them.

@load ./main

module X509;

export {
	## How often a certificate must come before it is kept; 0 to keep none.
	option caching_required_encounters: count = 10;

	## In which time it must come so often.
	option caching_required_encounters_interval: interval = 62sec;

	## For how long a certificate is kept that does not come any more.
	option certificate_cache_minimum_eviction_interval: interval = 62sec;

	## How many certificates are kept.
	option certificate_cache_max_entries: count = 10000;

	## Called for a certificate that was kept: raises its events. A handler of a higher priority may `break`, and none are.
	global x509_certificate_cache_replay: hook(f: fa_file, e: X509::Info, sha256: string);
}

# How often certificates came, by SHA-256.
global certificates_encountered: table[string] of count &default=0 &create_expire=caching_required_encounters_interval;

# What is kept, by SHA-256.
global certificate_cache: table[string] of X509::Info &read_expire=certificate_cache_minimum_eviction_interval;

event zeek_init() &priority=5 {
	x509_set_certificate_cache(certificate_cache);
	x509_set_certificate_cache_hit_callback(x509_certificate_cache_replay);
}

hook x509_certificate_cache_replay(f: fa_file, e: X509::Info, sha256: string) {
	# Told already.
	if ( f$info?$x509 )
		return;

	event x509_certificate(f, e$handle, e$certificate);

	for ( _, kept in e$extensions_cache ) {
		switch ( kept ) {
			case type X509::Extension as extension:
				event x509_extension(f, extension);
				break;
			case type X509::BasicConstraints as constraints:
				event x509_ext_basic_constraints(f, constraints);
				break;
			case type X509::SubjectAlternativeName as names:
				event x509_ext_subject_alternative_name(f, names);
				break;
			case type X509::SctInfo as sct:
				event x509_ocsp_ext_signed_certificate_timestamp(f, sct$version, sct$logid, sct$timestamp, sct$hash_alg, sct$sig_alg,
				                                                 sct$signature);
				break;
			default:
				Reporter::error(fmt("an extension of unknown type was kept with certificate %s", f$id));
				break;
		}
	}
}

event file_hash(f: fa_file, kind: string, hash: string) {
	if ( kind == "sha256" && caching_required_encounters > 0 && f?$info && "X509" in f$info$analyzers && hash !in certificate_cache )
		certificates_encountered[hash] = certificates_encountered[hash] + 1;
}

event file_state_remove(f: fa_file) &priority=5 {
	if ( caching_required_encounters == 0 || ! f$info?$x509 || ! f$info?$sha256 )
		return;

	local hash = f$info$sha256;

	if ( hash in certificate_cache || certificates_encountered[hash] < caching_required_encounters )
		return;

	if ( |certificate_cache| < certificate_cache_max_entries ) {
		delete certificates_encountered[hash];
		certificate_cache[hash] = f$info$x509;
	}
}
