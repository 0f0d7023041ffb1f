# FTP by a client that logs in, and a server that greets and then answers that; both are needed.

signature dpd_ftp_client {
	ip-proto == tcp
	tcp-state originator
	payload /(|.*[\n\r]) *[uU][sS][eE][rR] /
}

signature dpd_ftp_server {
	ip-proto == tcp
	tcp-state responder
	payload /[\n\r ]*(120|220)[^0-9].*[\n\r] *(230|331)[^0-9]/
	requires-reverse-signature dpd_ftp_client
	enable "ftp"
}
