##! Events of GSSAPI.

export {
	global gssapi_neg_result: event(c: connection, state: count);
}
