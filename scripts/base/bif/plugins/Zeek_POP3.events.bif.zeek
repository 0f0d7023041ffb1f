##! Events of POP3.

export {
	## Raised for each command.
	global pop3_request: event(c: connection, is_orig: bool, command: string, arg: string);

	## Raised for the first line of each reply.
	##
	## @param cmd: the status, OK or ERR.
	global pop3_reply: event(c: connection, is_orig: bool, cmd: string, msg: string);

	## Raised for each further line of a reply, those of mails too.
	global pop3_data: event(c: connection, is_orig: bool, data: string);

	## Raised for what does not fit to the state of the session.
	global pop3_unexpected: event(c: connection, is_orig: bool, msg: string, detail: string);

	## Raised when the server agreed to go on with TLS.
	global pop3_starttls: event(c: connection);

	## Raised when a login was accepted.
	##
	## @param password: empty if it was not seen in the clear.
	global pop3_login_success: event(c: connection, is_orig: bool, user: string, password: string);

	## Raised when a login was refused.
	##
	## @param password: empty if it was not seen in the clear.
	global pop3_login_failure: event(c: connection, is_orig: bool, user: string, password: string);
}
