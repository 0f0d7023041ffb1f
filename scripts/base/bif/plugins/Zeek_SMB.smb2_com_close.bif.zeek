##! Declarations of SMB.

export {
	global smb2_close_request: event(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID);

	global smb2_close_response: event(c: connection, hdr: SMB2::Header, response: SMB2::CloseResponse);
}
