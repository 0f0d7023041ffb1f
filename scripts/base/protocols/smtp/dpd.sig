# SMTP by the greetings of both sides; both are needed.

signature dpd_smtp_server {
	ip-proto == tcp
	tcp-state responder
	payload /^[[:space:]]*220[[:space:]-]/
}

signature dpd_smtp_client {
	ip-proto == tcp
	tcp-state originator
	payload /(|.*[\n\r])[[:space:]]*([hH][eE][lL][oO]|[eE][hH][lL][oO])/
	requires-reverse-signature dpd_smtp_server
	enable "smtp"
}
