##! Events of XMPP.

export {
	## Raised when the server agreed to go on with TLS.
	global xmpp_starttls: event(c: connection);
}
