##! The log of certificates: a row for each, once a day.

@load base/frameworks/files
@load base/frameworks/cluster
@load base/files/hash

module X509;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## How fingerprints are made of certificates in DER.
	option hash_function: function(cert: string): string = sha256_hash;

	## Whether certificates have rows in files.log too.
	option log_x509_in_files_log: bool = F;

	## What tells rows apart; rows alike in it are one.
	type LogCertHash: record {
		## The fingerprint.
		fingerprint: string;
		## Whether it is that of a host.
		host_cert: bool;
		## Whether a client sent it.
		client_cert: bool;
	};

	## A row of the log.
	type Info: record {
		## When it was seen.
		ts: time &log;
		## Its hash.
		fingerprint: string &log;
		## What it says.
		certificate: X509::Certificate &log;
		## The certificate itself, for functions that take one.
		handle: opaque of x509;
		## Its extensions.
		extensions: vector of X509::Extension &default=vector();
		## Other names of whom it is of.
		san: X509::SubjectAlternativeName &optional &log;
		## Whether it may sign others.
		basic_constraints: X509::BasicConstraints &optional &log;
		## All extensions as they were told, so that they can be told again.
		extensions_cache: vector of any &default=vector();
		## Whether it is that of a host, the first of a chain.
		host_cert: bool &log &default=F;
		## Whether a client sent it.
		client_cert: bool &log &default=F;
		## What tells its row apart.
		deduplication_index: LogCertHash &optional;
	};

	## Sets what tells a row apart, unless that is done already.
	global create_deduplication_index: hook(c: X509::Info);

	## A signed timestamp, kept to be told again.
	type SctInfo: record {
		## The version, 0 for v1.
		version: count;
		## The log.
		logid: string;
		## Milliseconds since 1970.
		timestamp: count;
		## The hash algorithm.
		hash_alg: count;
		## The signature algorithm.
		sig_alg: count;
		## The signature.
		signature: string;
	};

	## How long a certificate has no second row; 0 for no time at all.
	option relog_known_certificates_after = 1day;

	## Rows that were written.
	global known_log_certs: set[LogCertHash] &create_expire=relog_known_certificates_after;

	## How many of them are remembered.
	option known_log_certs_maximum_size = 1000000;

	## Whether nodes of a cluster tell each other which rows they wrote. This name of it is the older one.
	global known_log_certs_use_broker: bool = T;

	## Whether nodes of a cluster tell each other which rows they wrote.
	const known_log_certs_enable_publish: bool = T &redef;

	## Whether the manager tells workers that come up what was written so far.
	const known_log_certs_enable_node_up_publish: bool = T &redef;

	## Raised for each row.
	global log_x509: event(rec: Info);

	## The longest string in the log, 0 for any.
	const default_max_field_string_bytes = Log::default_max_field_string_bytes &redef;

	## How many elements of a set or vector are logged.
	const default_max_field_container_elements = 500 &redef;

	## How many elements of all of a row's sets and vectors are logged.
	const default_max_total_container_elements = 1500 &redef;

	## The types of files that are certificates: the first of a chain, the others, and those that come without a chain.
	const certificate_types: set[string] = {
		"application/x-x509-user-cert",
		"application/x-x509-ca-cert",
		"application/pkix-cert",
	} &redef;
}

redef record Files::Info += {
	## The certificate that the file is.
	x509: X509::Info &optional;
};

# Rows that some node wrote.
global log_cert_hashes_internal: event(lchs: set[LogCertHash]);

# Which of a chain a certificate is, its type tells.
const host_type = "application/x-x509-user-cert";

event zeek_init() &priority=5 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_x509, $path="x509", $policy=log_policy,
	                                    $max_field_string_bytes=default_max_field_string_bytes,
	                                    $max_field_container_elements=default_max_field_container_elements,
	                                    $max_total_container_elements=default_max_total_container_elements));

	for ( mime in certificate_types ) {
		Files::register_for_mime_type(Files::ANALYZER_X509, mime);
		Files::register_for_mime_type(Files::ANALYZER_MD5, mime);
		Files::register_for_mime_type(Files::ANALYZER_SHA256, mime);
		Files::register_for_mime_type(Files::ANALYZER_SHA1, mime);
	}
}

hook Files::log_policy(rec: Files::Info, id: Log::ID, filter: Log::Filter) &priority=5 {
	if ( "X509" in rec$analyzers && ! log_x509_in_files_log )
		break;
}

hook create_deduplication_index(i: X509::Info) {
	if ( relog_known_certificates_after == 0sec || i?$deduplication_index )
		return;

	i$deduplication_index = LogCertHash($fingerprint=i$fingerprint, $host_cert=i$host_cert, $client_cert=i$client_cert);
}

event x509_certificate(f: fa_file, cert_ref: opaque of x509, cert: X509::Certificate) &priority=5 {
	local row = Info($ts=f$info$ts, $fingerprint=hash_function(x509_get_certificate_string(cert_ref)), $certificate=cert,
	                 $handle=cert_ref);

	row$host_cert = f$info$mime_type == host_type;
	row$client_cert = f$is_orig;
	f$info$x509 = row;
}

event x509_extension(f: fa_file, ext: X509::Extension) &priority=5 {
	if ( ! f$info?$x509 )
		return;

	f$info$x509$extensions += ext;
	f$info$x509$extensions_cache += ext;
}

event x509_ext_basic_constraints(f: fa_file, ext: X509::BasicConstraints) &priority=5 {
	if ( ! f$info?$x509 )
		return;

	f$info$x509$basic_constraints = ext;
	f$info$x509$extensions_cache += ext;
}

event x509_ext_subject_alternative_name(f: fa_file, ext: X509::SubjectAlternativeName) &priority=5 {
	if ( ! f$info?$x509 )
		return;

	f$info$x509$san = ext;
	f$info$x509$extensions_cache += ext;
}

event x509_ocsp_ext_signed_certificate_timestamp(f: fa_file, version: count, logid: string, timestamp: count,
                                                 hash_algorithm: count, signature_algorithm: count, signature: string) &priority=5 {
	if ( f$info?$x509 )
		f$info$x509$extensions_cache += SctInfo($version=version, $logid=logid, $timestamp=timestamp, $hash_alg=hash_algorithm,
		                                        $sig_alg=signature_algorithm, $signature=signature);
}

event log_cert_hashes_internal(lchs: set[LogCertHash]) {
	for ( written in lchs )
		if ( |known_log_certs| < known_log_certs_maximum_size )
			add known_log_certs[written];

	if ( Cluster::local_node_type() == Cluster::MANAGER )
		Cluster::publish(Cluster::worker_topic, log_cert_hashes_internal, lchs);
}

@if ( Cluster::local_node_type() == Cluster::MANAGER )
event Cluster::node_up(name: string, id: string) {
	if ( ! known_log_certs_enable_publish || ! known_log_certs_enable_node_up_publish || |known_log_certs| == 0 )
		return;

	if ( name in Cluster::nodes && Cluster::nodes[name]$node_type == Cluster::WORKER )
		Cluster::publish(Cluster::node_topic(name), log_cert_hashes_internal, known_log_certs);
}
@endif

# Whether a row was not written yet; now it counts as written.
function is_new_row(written: LogCertHash): bool {
	if ( written in known_log_certs )
		return F;

	if ( |known_log_certs| < known_log_certs_maximum_size ) {
		add known_log_certs[written];

		if ( known_log_certs_enable_publish )
			Cluster::publish(Cluster::manager_topic, log_cert_hashes_internal, set(written));
	}

	return T;
}

event file_state_remove(f: fa_file) &priority=5 {
	if ( ! f$info?$x509 )
		return;

	local row = f$info$x509;

	if ( ! row?$deduplication_index )
		hook create_deduplication_index(row);

	if ( ! row?$deduplication_index || is_new_row(row$deduplication_index) )
		Log::write(LOG, row);
}
