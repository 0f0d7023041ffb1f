##! Declarations of SMB.

export {
	global smb1_logoff_andx: event(c: connection, is_orig: bool);
}
