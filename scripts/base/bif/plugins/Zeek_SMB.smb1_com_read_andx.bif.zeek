##! Declarations of SMB.

export {
	global smb1_read_andx_request: event(c: connection, hdr: SMB1::Header, file_id: count, offset: count, length: count);

	global smb1_read_andx_response: event(c: connection, hdr: SMB1::Header, data_len: count);
}
