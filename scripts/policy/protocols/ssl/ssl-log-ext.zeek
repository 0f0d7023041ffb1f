##! Logs what hellos offer and choose.

@load base/protocols/ssl

module SSL;

redef record SSL::Info += {
	## The version in the server's hello.
	server_version: count &log &optional;
	## The version in the client's hello.
	client_version: count &log &optional;
	## The cipher suites that the client offers.
	client_ciphers: vector of count &log &optional;
	## The client's extensions.
	ssl_client_exts: vector of count &log &optional;
	## The server's.
	ssl_server_exts: vector of count &log &optional;
	## For how many seconds the server's ticket is good.
	ticket_lifetime_hint: count &log &optional;
	## How many bits the server's share of a Diffie-Hellman key has.
	dh_param_size: count &log &optional;
	## How the client writes points of curves.
	point_formats: vector of count &log &optional;
	## The groups that the client knows.
	client_curves: vector of count &log &optional;
	## The protocols that the client would speak inside.
	orig_alpn: vector of string &log &optional;
	## The versions that the client offers by extension.
	client_supported_versions: vector of count &log &optional;
	## The version that the server chose so.
	server_supported_version: count &log &optional;
	## How the client would use keys from before.
	psk_key_exchange_modes: vector of count &log &optional;
	## The groups of which the client sends shares.
	client_key_share_groups: vector of count &log &optional;
	## The group of the server's share.
	server_key_share_group: count &log &optional;
	## How the client would compress.
	client_comp_methods: vector of count &log &optional;
	## How the server compresses.
	comp_method: count &optional;
	## The signature algorithms that the client knows.
	sigalgs: vector of count &log &optional;
	## The hash algorithms that go with them.
	hashalgs: vector of count &log &optional;
};

event ssl_client_hello(c: connection, version: count, record_version: count, possible_ts: time, client_random: string,
                       session_id: string, ciphers: index_vec, comp_methods: index_vec) {
	local row = row_of(c);
	row$client_version = version;
	row$client_ciphers = ciphers;
	row$client_comp_methods = comp_methods;
}

event ssl_server_hello(c: connection, version: count, record_version: count, possible_ts: time, server_random: string,
                       session_id: string, cipher: count, comp_method: count) {
	local row = row_of(c);
	row$server_version = version;
	row$comp_method = comp_method;
}

event ssl_session_ticket_handshake(c: connection, ticket_lifetime_hint: count, ticket: string) {
	row_of(c)$ticket_lifetime_hint = ticket_lifetime_hint;
}

event ssl_extension(c: connection, is_client: bool, code: count, val: string) {
	local row = row_of(c);

	if ( is_client ) {
		if ( ! row?$ssl_client_exts )
			row$ssl_client_exts = vector();

		row$ssl_client_exts += code;
	}
	else {
		if ( ! row?$ssl_server_exts )
			row$ssl_server_exts = vector();

		row$ssl_server_exts += code;
	}
}

event ssl_extension_ec_point_formats(c: connection, is_client: bool, point_formats: index_vec) {
	if ( is_client )
		row_of(c)$point_formats = point_formats;
}

event ssl_extension_elliptic_curves(c: connection, is_client: bool, curves: index_vec) {
	if ( is_client )
		row_of(c)$client_curves = curves;
}

event ssl_extension_application_layer_protocol_negotiation(c: connection, is_client: bool, protocols: string_vec) {
	if ( is_client )
		row_of(c)$orig_alpn = protocols;
}

event ssl_dh_server_params(c: connection, p: string, q: string, Ys: string) {
	row_of(c)$dh_param_size = 8 * |Ys|;
}

event ssl_extension_supported_versions(c: connection, is_client: bool, versions: index_vec) {
	local row = row_of(c);

	if ( is_client )
		row$client_supported_versions = versions;
	else
		row$server_supported_version = versions[0];
}

event ssl_extension_psk_key_exchange_modes(c: connection, is_client: bool, modes: index_vec) {
	if ( is_client )
		row_of(c)$psk_key_exchange_modes = modes;
}

event ssl_extension_key_share(c: connection, is_client: bool, curves: index_vec) {
	local row = row_of(c);

	if ( is_client )
		row$client_key_share_groups = curves;
	else
		row$server_key_share_group = curves[0];
}

event ssl_extension_signature_algorithm(c: connection, is_client: bool, signature_algorithms: signature_and_hashalgorithm_vec) {
	if ( ! is_client )
		return;

	local signatures: index_vec = vector();
	local hashes: index_vec = vector();

	for ( _, pair in signature_algorithms ) {
		signatures += pair$SignatureAlgorithm;
		hashes += pair$HashAlgorithm;
	}

	local row = row_of(c);
	row$sigalgs = signatures;
	row$hashalgs = hashes;
}
