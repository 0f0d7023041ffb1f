##! Events of NTP.

export {
	## Raised for each NTP message: of the usual kind, control, or private.
	global ntp_message: event(c: connection, is_orig: bool, msg: NTP::Message);
}
