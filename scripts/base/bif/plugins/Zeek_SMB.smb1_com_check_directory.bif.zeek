##! Declarations of SMB.

export {
	global smb1_check_directory_request: event(c: connection, hdr: SMB1::Header, directory_name: string);

	global smb1_check_directory_response: event(c: connection, hdr: SMB1::Header);
}
