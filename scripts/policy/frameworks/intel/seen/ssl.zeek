##! Names that TLS clients ask for, and those in the certificates of servers.

@load base/frameworks/intel
@load base/protocols/ssl
@load ./where-locations

event ssl_extension_server_name(c: connection, is_client: bool, names: string_vec) &group="Intel::DOMAIN" {
	if ( is_client && c?$ssl && c$ssl?$server_name )
		Intel::seen(Intel::Seen($indicator=c$ssl$server_name, $indicator_type=Intel::DOMAIN, $conn=c, $where=SSL::IN_SERVER_NAME));
}

event ssl_established(c: connection) &group="Intel::DOMAIN" {
	if ( ! c$ssl?$cert_chain || |c$ssl$cert_chain| == 0 || ! c$ssl$cert_chain[0]?$x509 )
		return;

	local cert = c$ssl$cert_chain[0]$x509$certificate;

	if ( cert?$cn )
		Intel::seen(Intel::Seen($indicator=cert$cn, $indicator_type=Intel::DOMAIN, $conn=c, $fuid=c$ssl$cert_chain[0]$fuid,
		                        $where=X509::IN_CERT));
}
