##! Declarations of SMB.

export {
	global smb2_create_request: event(c: connection, hdr: SMB2::Header, request: SMB2::CreateRequest);

	global smb2_create_response: event(c: connection, hdr: SMB2::Header, response: SMB2::CreateResponse);
}
