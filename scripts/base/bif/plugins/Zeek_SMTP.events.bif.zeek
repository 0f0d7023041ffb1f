##! Events of SMTP.

export {
	## Raised for each command.
	##
	## @param command: in upper case; what answers a challenge has a name in brackets or stars instead.
	global smtp_request: event(c: connection, is_orig: bool, command: string, arg: string);

	## Raised for each line of a reply.
	##
	## @param cmd: the command that it answers.
	##
	## @param cont_resp: whether more lines of the same reply come.
	global smtp_reply: event(c: connection, is_orig: bool, code: count, cmd: string, msg: string, cont_resp: bool);

	## Raised for each line of a mail, without a doubled dot; those of attachments too.
	global smtp_data: event(c: connection, is_orig: bool, data: string);

	## Raised for what does not fit to the state of the session.
	global smtp_unexpected: event(c: connection, is_orig: bool, msg: string, detail: string);

	## Raised when the server agreed to go on with TLS.
	global smtp_starttls: event(c: connection);
}
