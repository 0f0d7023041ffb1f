##! Declarations of SMB.

export {
	global smb1_close_request: event(c: connection, hdr: SMB1::Header, file_id: count);
}
