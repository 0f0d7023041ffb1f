##! Events of XMPP.

export {
	global xmpp_starttls: event(c: connection);
}
