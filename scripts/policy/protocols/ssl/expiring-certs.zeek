##! Notices about servers whose certificates are no longer valid, will soon be so, or are not valid yet.

@load base/files/x509
@load base/frameworks/notice
@load base/protocols/ssl
@load base/utils/directions-and-hosts

module SSL;

export {
	redef enum Notice::Type += {
		## A certificate has expired.
		Certificate_Expired,
		## A certificate is about to.
		Certificate_Expires_Soon,
		## A certificate's time has not come.
		Certificate_Not_Valid_Yet,
	};

	## Servers that are looked at.
	option notify_certs_expiration = LOCAL_HOSTS;

	## How long before its end a certificate is told of.
	option notify_when_cert_expiring_in = 30days;
}

event ssl_established(c: connection) &priority=3 {
	if ( ! c$ssl?$cert_chain || |c$ssl$cert_chain| == 0 || ! addr_matches_host(c$id$resp_h, notify_certs_expiration) )
		return;

	local host_cert = c$ssl$cert_chain[0];

	if ( ! host_cert?$x509 || ! host_cert?$sha1 )
		return;

	local cert = host_cert$x509$certificate;
	local now = network_time();
	local what = Certificate_Not_Valid_Yet;
	local said = "";

	if ( cert$not_valid_before > now )
		said = fmt("Certificate %s isn't valid until %T", cert$subject, cert$not_valid_before);
	else if ( cert$not_valid_after < now ) {
		what = Certificate_Expired;
		said = fmt("Certificate %s expired at %T", cert$subject, cert$not_valid_after);
	}
	else if ( cert$not_valid_after - notify_when_cert_expiring_in < now ) {
		what = Certificate_Expires_Soon;
		said = fmt("Certificate %s is going to expire at %T", cert$subject, cert$not_valid_after);
	}
	else
		return;

	NOTICE(Notice::Info($note=what, $msg=said, $conn=c, $suppress_for=1day, $fuid=host_cert$fuid,
	                    $identifier=cat(c$id$resp_h, c$id$resp_p, host_cert$sha1)));
}
