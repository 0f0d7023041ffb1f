# SSL 2.0 by its hellos, which are so short that other things look like them: not loaded unless somebody asks for it.

signature dpd_ssl_server {
	ip-proto == tcp
	tcp-state responder
	requires-reverse-signature dpd_ssl_client
	payload /^...?\x04..\x00\x02/
	enable "ssl"
}

signature dpd_ssl_client {
	ip-proto == tcp
	tcp-state originator
	payload /^...?\x01[\x00\x03][\x00-\x04]/
}
