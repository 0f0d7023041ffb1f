##! Events of Finger.

export {
	## Raised for each request.
	##
	## @param full: whether all that is known is wanted.
	##
	## @param username: who is asked for, empty for all who are there.
	##
	## @param hostname: where the request shall be handed on to, empty for nowhere.
	global finger_request: event(c: connection, full: bool, username: string, hostname: string);

	## Raised for each line of a reply.
	global finger_reply: event(c: connection, reply_line: string);
}
