##! Events of FTP.

export {
	## Raised for each command of the control connection.
	global ftp_request: event(c: connection, command: string, arg: string);

	## Raised for each line of a reply.
	##
	## @param code: its number, 0 for a line that has none.
	##
	## @param cont_resp: whether more lines of the same reply come.
	global ftp_reply: event(c: connection, code: count, msg: string, cont_resp: bool);

	## Raised when the server agreed to go on with TLS.
	global ftp_starttls: event(c: connection);
}
