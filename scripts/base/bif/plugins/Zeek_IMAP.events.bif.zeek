##! Events of IMAP.

export {
	## Raised for each list of what a server can do.
	global imap_capabilities: event(c: connection, capabilities: string_vec);

	## Raised when the server agreed to go on with TLS.
	global imap_starttls: event(c: connection);
}
