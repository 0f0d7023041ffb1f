##! Notices about servers whose keys are short, or whose versions and cipher suites are old.

@load base/frameworks/notice
@load base/protocols/ssl
@load base/utils/directions-and-hosts

module SSL;

export {
	redef enum Notice::Type += {
		## A key is short.
		Weak_Key,
		## A version is old.
		Old_Version,
		## A cipher suite is weak.
		Weak_Cipher
	};

	## Servers that are looked at.
	option notify_weak_keys = LOCAL_HOSTS;

	## How many bits a key should have, unless it is one of a curve.
	option notify_minimal_key_length = 2048;

	## Whether it is told when a Diffie-Hellman key is shorter than the certificate's.
	option notify_dh_length_shorter_cert_length = T;

	## The oldest version that is not told of.
	option tls_minimum_version = TLSv10;

	## Cipher suites that are weak.
	option unsafe_ciphers_regex = /(_EXPORT_)|(_RC4_)/;
}

function has_long_key_type(cert: X509::Certificate): bool {
	return cert?$key_type && (cert$key_type == "rsa" || cert$key_type == "dsa");
}

event ssl_established(c: connection) &priority=3 {
	if ( ! c$ssl?$cert_chain || |c$ssl$cert_chain| == 0 || ! c$ssl$cert_chain[0]?$x509 ||
	     ! addr_matches_host(c$id$resp_h, notify_weak_keys) )
		return;

	local row = c$ssl$cert_chain[0]$x509;
	local cert = row$certificate;

	if ( ! has_long_key_type(cert) || ! cert?$key_length || cert$key_length >= notify_minimal_key_length )
		return;

	NOTICE(Notice::Info($note=Weak_Key, $conn=c, $suppress_for=1day,
	                    $msg=fmt("Host uses weak certificate with %d bit key", cert$key_length),
	                    $sub=fmt("Subject: %s", cert$subject),
	                    $file_desc=fmt("Fingerprint: %s", row$fingerprint),
	                    $identifier=cat(c$id$resp_h, c$id$resp_p, row$fingerprint, cert$key_length)));
}

event ssl_server_hello(c: connection, version: count, record_version: count, possible_ts: time, server_random: string,
                       session_id: string, cipher: count, comp_method: count) &priority=3 {
	if ( ! addr_matches_host(c$id$resp_h, notify_weak_keys) )
		return;

	if ( version < tls_minimum_version )
		NOTICE(Notice::Info($note=Old_Version, $conn=c, $suppress_for=1day,
		                    $msg=fmt("Host uses protocol version %s which is lower than the safe minimum %s",
		                             version_strings[version], version_strings[tls_minimum_version]),
		                    $identifier=cat(c$id$resp_h, c$id$resp_p)));

	if ( unsafe_ciphers_regex in c$ssl$cipher )
		NOTICE(Notice::Info($note=Weak_Cipher, $conn=c, $suppress_for=1day,
		                    $msg=fmt("Host established connection using unsafe cipher suite %s", c$ssl$cipher),
		                    $identifier=cat(c$id$resp_h, c$id$resp_p, c$ssl$cipher)));
}

event ssl_dh_server_params(c: connection, p: string, q: string, Ys: string) &priority=3 {
	if ( ! addr_matches_host(c$id$resp_h, notify_weak_keys) )
		return;

	local bits = 8 * |p|;

	if ( bits < notify_minimal_key_length )
		NOTICE(Notice::Info($note=Weak_Key, $conn=c, $suppress_for=1day,
		                    $msg=fmt("Host uses weak DH parameters with %d key bits", bits),
		                    $identifier=cat(c$id$resp_h, c$id$resp_p, bits)));

	if ( ! notify_dh_length_shorter_cert_length || ! c?$ssl || ! c$ssl?$cert_chain || |c$ssl$cert_chain| == 0 ||
	     ! c$ssl$cert_chain[0]?$x509 )
		return;

	local cert = c$ssl$cert_chain[0]$x509$certificate;

	if ( has_long_key_type(cert) && cert?$key_length && cert$key_length > bits )
		NOTICE(Notice::Info($note=Weak_Key, $conn=c, $suppress_for=1day,
		                    $msg=fmt("DH key length of %d bits is smaller certificate key length of %d bits", bits, cert$key_length),
		                    $identifier=cat(c$id$resp_h, c$id$resp_p)));
}
