##! Declarations of SMB.

export {
	global smb1_query_information_request: event(c: connection, hdr: SMB1::Header, filename: string);
}
