##! Events of Syslog.

export {
	## A message.
	##
	## c: the connection
	##
	## facility: what it comes from; 999 if it does not say
	##
	## severity: how bad it is; 999 if it does not say
	##
	## msg: the text
	global syslog_message: event(c: connection, facility: count, severity: count, msg: string);
}
