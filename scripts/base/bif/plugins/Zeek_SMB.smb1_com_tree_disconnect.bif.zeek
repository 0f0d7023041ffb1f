##! Declarations of SMB.

export {
	global smb1_tree_disconnect: event(c: connection, hdr: SMB1::Header, is_orig: bool);
}
