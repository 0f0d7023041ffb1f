##! Events of SSH.

export {
	## Raised for the server's version line.
	global ssh_server_version: event(c: connection, version: string);

	## Raised for the client's version line.
	global ssh_client_version: event(c: connection, version: string);

	## Raised when a login seems to have succeeded, by the lengths of encrypted packets.
	##
	## @param auth_method_none: whether nothing was asked for.
	global ssh_auth_successful: event(c: connection, auth_method_none: bool);

	## Raised when a login seems to have been tried, by the lengths of encrypted packets.
	##
	## @param authenticated: whether it seems to have succeeded.
	global ssh_auth_attempted: event(c: connection, authenticated: bool);

	## Raised for the algorithms that a side offers.
	##
	## @param cookie: the random bytes in front of them.
	global ssh_capabilities: event(c: connection, cookie: string, capabilities: SSH::Capabilities);

	## Raised for the server's public key, as it was sent.
	global ssh2_server_host_key: event(c: connection, key: string);

	## Raised for the server's public key of SSH 1.
	global ssh1_server_host_key: event(c: connection, modulus: string, exponent: string);

	## Raised for the MD5 of the server's key, in pairs of digits with colons.
	global ssh_server_host_key: event(c: connection, hash: string);

	## Raised for the fingerprint of the server's key, as the version has it.
	global ssh_server_host_key_fingerprint: event(c: connection, fingerprint: string);

	## Raised for each segment behind the new keys: nobody can tell where packets begin.
	##
	## @param len: bytes of the segment.
	global ssh_encrypted_packet: event(c: connection, orig: bool, len: count);

	## Raised for the group that the server chose for Diffie-Hellman.
	##
	## @param p: the prime.
	##
	## @param q: the generator.
	global ssh2_dh_server_params: event(c: connection, p: string, q: string);

	## Raised when a key exchange by GSSAPI fails.
	global ssh2_gss_error: event(c: connection, major_status: count, minor_status: count, err_msg: string);

	## Raised for the short-lived public key of a side, on an elliptic curve.
	global ssh2_ecc_key: event(c: connection, is_orig: bool, q: string);

	## Raised when a side begins or answers a key exchange on an elliptic curve.
	global ssh2_ecc_init: event(c: connection, is_orig: bool);

	## Raised when a side sends its part of Diffie-Hellman over a group that was asked for.
	global ssh2_dh_gex_init: event(c: connection, is_orig: bool);

	## Raised when a side begins a key exchange by GSSAPI.
	global ssh2_gss_init: event(c: connection, is_orig: bool);

	## Raised when a side sends its part of a key exchange by RSA.
	global ssh2_rsa_secret: event(c: connection, is_orig: bool);

	## Raised for each line that a server sends before its version.
	global ssh_server_pre_banner_data: event(c: connection, data: string);
}
