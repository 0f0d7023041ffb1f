##! Events of SSL.

export {
	## Raised for what a client can do and wants.
	##
	## @param version: the version of the message, which TLS 1.3 leaves at 1.2.
	##
	## @param record_version: the version of the record around it, 0 for that of SSL 2.
	##
	## @param possible_ts: the first four random bytes as a time, as old clients used them.
	global ssl_client_hello: event(c: connection, version: count, record_version: count, possible_ts: time, client_random: string, session_id: string, ciphers: index_vec, comp_methods: index_vec);

	## Raised for what a server chose.
	##
	## @param cipher: the suite's number.
	##
	## @param possible_ts: the first four random bytes as a time, as old servers used them.
	global ssl_server_hello: event(c: connection, version: count, record_version: count, possible_ts: time, server_random: string, session_id: string, cipher: count, comp_method: count);

	## Raised for each extension of a hello, as it was sent.
	##
	## @param code: its number.
	global ssl_extension: event(c: connection, is_client: bool, code: count, val: string);

	## Raised for the groups that a side can do, curves and others.
	global ssl_extension_elliptic_curves: event(c: connection, is_client: bool, curves: index_vec);

	## Raised for how a side can write points of curves.
	global ssl_extension_ec_point_formats: event(c: connection, is_client: bool, point_formats: index_vec);

	## Raised for the signatures that a side can check.
	global ssl_extension_signature_algorithm: event(c: connection, is_client: bool, signature_algorithms: signature_and_hashalgorithm_vec);

	## Raised for the groups of the keys that a side sends along in TLS 1.3; the keys are not told.
	global ssl_extension_key_share: event(c: connection, is_client: bool, curves: index_vec);

	## Raised for the keys that a client has in common with the server from before.
	##
	## @param binders: what proves that it has each of them.
	global ssl_extension_pre_shared_key_client_hello: event(c: connection, is_client: bool, identities: psk_identity_vec, binders: string_vec);

	## Raised when a server takes one of those keys.
	##
	## @param selected_identity: which, counted from 0.
	global ssl_extension_pre_shared_key_server_hello: event(c: connection, is_client: bool, selected_identity: count);

	## Raised for the server's curve and its short-lived key on it.
	global ssl_ecdh_server_params: event(c: connection, curve: count, point: string);

	## Raised for the server's numbers for Diffie-Hellman.
	##
	## @param p: the prime.
	##
	## @param q: the generator.
	##
	## @param Ys: the public value.
	global ssl_dh_server_params: event(c: connection, p: string, q: string, Ys: string);

	## Raised for the server's signature over its short-lived key.
	global ssl_server_signature: event(c: connection, signature_and_hashalgorithm: SSL::SignatureAndHashAlgorithm, signature: string);

	## Raised for the client's short-lived key on the curve.
	global ssl_ecdh_client_params: event(c: connection, point: string);

	## Raised for the client's public value of Diffie-Hellman.
	global ssl_dh_client_params: event(c: connection, Yc: string);

	## Raised for the secret that a client encrypted with the server's RSA key.
	global ssl_rsa_client_pms: event(c: connection, pms: string);

	## Raised for the protocols that a client can speak inside of TLS, or the one that the server chose.
	global ssl_extension_application_layer_protocol_negotiation: event(c: connection, is_client: bool, protocols: string_vec);

	## Raised for the host that a client wants to reach.
	global ssl_extension_server_name: event(c: connection, is_client: bool, names: string_vec);

	## Raised for each proof in a hello that a public log has the certificate (RFC 6962).
	##
	## @param logid: the hash of the key of the log.
	##
	## @param timestamp: milliseconds since 1970.
	global ssl_extension_signed_certificate_timestamp: event(c: connection, is_client: bool, version: count, logid: string, timestamp: count, signature_and_hashalgorithm: SSL::SignatureAndHashAlgorithm, signature: string);

	## Raised for the versions that a client offers, or the one that the server chose.
	global ssl_extension_supported_versions: event(c: connection, is_client: bool, versions: index_vec);

	## Raised for how a client wants to use keys from before: alone (0), or with new ones (1).
	global ssl_extension_psk_key_exchange_modes: event(c: connection, is_client: bool, modes: index_vec);

	## Raised for the identifier by which a side knows the connection, whatever its addresses (RFC 9146).
	global ssl_extension_connection_id: event(c: connection, is_client: bool, cid: string);

	## Raised when both sides encrypt and nothing was wrong; in TLS 1.3 that is a guess.
	global ssl_established: event(c: connection);

	## Raised for each alert that comes in the clear.
	##
	## @param level: 1 for a warning, 2 for the end.
	##
	## @param desc: its number.
	global ssl_alert: event(c: connection, is_client: bool, level: count, desc: count);

	## Raised when a server hands out a ticket for sessions to come.
	##
	## @param ticket_lifetime_hint: for how many seconds it should be kept, 0 for no matter how many.
	global ssl_session_ticket_handshake: event(c: connection, ticket_lifetime_hint: count, ticket: string);

	## Raised for each heartbeat, encrypted or not.
	##
	## @param length: bytes of the whole record.
	##
	## @param payload_length: how long the payload says it is.
	global ssl_heartbeat: event(c: connection, is_client: bool, length: count, heartbeat_type: count, payload_length: count, payload: string);

	## Raised for each record that comes in the clear.
	global ssl_plaintext_data: event(c: connection, is_client: bool, record_version: count, content_type: count, length: count);

	## Raised for each record that comes encrypted.
	global ssl_encrypted_data: event(c: connection, is_client: bool, record_version: count, content_type: count, length: count);

	## Raised in TLS 1.3 for records before the handshake can be over: they seem to be part of it.
	global ssl_probable_encrypted_handshake_message: event(c: connection, is_client: bool, length: count);

	## Raised for the OCSP response that a server sends with its certificate.
	global ssl_stapled_ocsp: event(c: connection, is_client: bool, response: string);

	## Raised behind each handshake message, whatever it is.
	##
	## @param msg_type: its number.
	global ssl_handshake_message: event(c: connection, is_client: bool, msg_type: count, length: count);

	## Raised when a side says that all further records of it are encrypted.
	global ssl_change_cipher_spec: event(c: connection, is_client: bool);

	## Raised when it turns out that the client did not begin the connection.
	global ssl_connection_flipped: event(c: connection);

	## Raised when a server asks for a certificate of the client.
	##
	## @param certificate_authorities: names of whose certificates it takes, as they were sent.
	global ssl_certificate_request: event(c: connection, is_client: bool, certificate_types: index_vec, supported_signature_algorithms: signature_and_hashalgorithm_vec, certificate_authorities: string_vec);
}
