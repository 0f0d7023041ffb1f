# TLS and DTLS by the first record. Its contents must be a hello: the record's own header is too short to tell.

# A server may put a warning before its hello.
signature dpd_tls_server {
	ip-proto == tcp
	tcp-state responder
	payload /^(\x15\x03[\x00-\x03]....)?\x16\x03[\x00-\x03]..\x02...(\x03[\x00-\x04]|\x7f[\x00-\x50])/
	enable "ssl"
}

signature dpd_tls_client {
	ip-proto == tcp
	tcp-state originator
	payload /^\x16\x03[\x00-\x03]..\x01...\x03[\x00-\x03]/
	enable "ssl"
}

# The first datagram of a client: epoch and number of the record are 0.
signature dpd_dtls_client {
	ip-proto == udp
	payload /^\x16\xfe[\xff\xfd]\x00{7}...\x01.{11}\xfe[\xff\xfd]/
	enable "dtls"
}
