##! The log of TLS: a row for each connection, written when it is established or, at the latest, when it ends.

@load base/frameworks/logging
@load base/frameworks/notice/weird
@load base/protocols/conn/removal-hooks
@load ./consts

module SSL;

export {
	redef enum Log::ID += { LOG };

	## Where TLS is spoken from the first byte.
	const ssl_ports = {
		443/tcp, 465/tcp, 563/tcp, 585/tcp, 614/tcp, 636/tcp, 989/tcp, 990/tcp, 992/tcp, 993/tcp, 995/tcp, 5223/tcp
	} &redef;

	## Where DTLS is. It has no ports of its own.
	const dtls_ports = { 443/udp } &redef;

	global log_policy: Log::PolicyHook;

	## A row of the log.
	type Info: record {
		## When the first was seen of it.
		ts: time &log;
		## The connection.
		uid: string &log;
		## Its addresses and ports.
		id: conn_id &log;
		## The version that the server chose, as a number.
		version_num: count &optional;
		## The version that the server chose.
		version: string &log &optional;
		## The cipher suite that it chose.
		cipher: string &log &optional;
		## The group that keys were agreed on in.
		curve: string &log &optional;
		## The name that the client asked for.
		server_name: string &log &optional;
		## The session that the client would resume.
		session_id: string &optional;
		## Whether an earlier session went on.
		resumed: bool &log &default=F;
		## Whether the client sent a ticket and no session.
		client_ticket_empty_session_seen: bool &default=F;
		## Whether the client sent its share of the key.
		client_key_exchange_seen: bool &default=F;
		## Whether the client offered keys from before.
		client_psk_seen: bool &default=F;
		## The last alert.
		last_alert: string &log &optional;
		## The protocol inside, if the server chose one.
		next_protocol: string &log &optional;
		## The number of the analyzer.
		analyzer_id: count &optional;
		## Whether the handshake came to a good end.
		established: bool &log &default=F;
		## Whether the row has been written.
		logged: bool &default=F;
		## Whether the server's next hello asks the client to try again.
		hrr_seen: bool &default=F;
		## What was sent in which order, a letter each, in capitals if the client sent it: c and s hellos of client and server,
		## j a hello that asks to try again, v hello_verify_request, h hello_request, x certificate, u certificate_status,
		## w certificate_url, k and g key exchange of server and client, r certificate_request, n server_hello_done,
		## y certificate_verify, f finished, t ticket, i change_cipher_spec, e end_of_early_data, o encrypted_extensions,
		## p key_update, m message_hash, a supplemental_data, z another message; l alert, b heartbeat; ^ client and server change
		## places.
		ssl_history: string &log &default="";
		## Who wants the row to wait.
		delay_tokens: set[string] &optional;
	};

	## Certificates that are trusted: in DER, by their subjects.
	const root_certs: table[string] of string = {} &redef;

	## A log of certificate transparency.
	type CTInfo: record {
		## What it is called.
		description: string;
		## Who runs it.
		operator: string;
		## Its key, in DER.
		key: string;
		## In how many seconds it has what it promised to take.
		maximum_merge_delay: count;
		## Where it is.
		url: string;
	};

	## The logs of certificate transparency, by their identifiers.
	option ct_logs: table[string] of CTInfo = {};

	## Whether an established connection is looked at no more. What comes then is encrypted.
	option disable_analyzer_after_detection = T;

	## How long the history may become.
	option max_ssl_history_length = 100;

	## Has a row wait for as long as the token exists, 15 seconds at most.
	global delay_log: function(info: Info, token: string);

	## Takes a token back.
	global undelay_log: function(info: Info, token: string);

	## Raised for each row.
	global log_ssl: event(rec: Info);

	## The last chance to complete a row.
	global ssl_finishing: hook(c: connection);

	## Logs what was not established by the end of a connection.
	global finalize_ssl: Conn::RemovalHook;
}

redef record connection += {
	## The row.
	ssl: Info &optional;
};

# Letters of the history by type of message.
const history_letters: table[count] of string = {
	[HELLO_REQUEST] = "h",
	[CLIENT_HELLO] = "c",
	[SERVER_HELLO] = "s",
	[HELLO_VERIFY_REQUEST] = "v",
	[SESSION_TICKET] = "t",
	[5] = "e",
	[HELLO_RETRY_REQUEST] = "j",
	[ENCRYPTED_EXTENSIONS] = "o",
	[CERTIFICATE] = "x",
	[SERVER_KEY_EXCHANGE] = "k",
	[CERTIFICATE_REQUEST] = "r",
	[SERVER_HELLO_DONE] = "n",
	[CERTIFICATE_VERIFY] = "y",
	[CLIENT_KEY_EXCHANGE] = "g",
	[FINISHED] = "f",
	[CERTIFICATE_URL] = "w",
	[CERTIFICATE_STATUS] = "u",
	[SUPPLEMENTAL_DATA] = "a",
	[KEY_UPDATE] = "p",
	[254] = "m",
} &default="z";

# The random value of a hello that asks the client to try again (RFC 8446, section 4.1.3).
const try_again = "\xcf\x21\xad\x74\xe5\x9a\x61\x11\xbe\x1d\x8c\x02\x1e\x65\xb8\x91\xc2\xa2\x11\x16\x7a\xbb\x8c\x5e\x07\x9e\x09\xe2\xc8\xa8\x33\x9c";

event zeek_init() &priority=6 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_ssl, $path="ssl", $policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_SSL, ssl_ports);
	Analyzer::register_for_ports(Analyzer::ANALYZER_DTLS, dtls_ports);
}

function is_ssl(tag: AllAnalyzers::Tag): bool {
	return tag == Analyzer::ANALYZER_SSL || tag == Analyzer::ANALYZER_DTLS;
}

# The row of a connection.
function row_of(c: connection): Info {
	if ( ! c?$ssl ) {
		c$ssl = Info($ts=network_time(), $uid=c$uid, $id=c$id);
		Conn::register_removal_hook(c, finalize_ssl);
	}

	return c$ssl;
}

# Makes the row of a connection, if it has none.
function set_session(c: connection) {
	row_of(c);
}

function is_version_13(version: count): bool {
	return version == TLSv13 || version / 0xff == 0x7f;
}

function add_to_history(c: connection, is_client: bool, letter: string) {
	local row = row_of(c);

	if ( |row$ssl_history| == max_ssl_history_length )
		return;

	row$ssl_history += is_client ? to_upper(letter) : letter;

	if ( |row$ssl_history| == max_ssl_history_length )
		Reporter::conn_weird("SSL_max_ssl_history_length_reached", c);
}

function delay_log(info: Info, token: string) {
	if ( ! info?$delay_tokens )
		info$delay_tokens = set();

	add info$delay_tokens[token];
}

function undelay_log(info: Info, token: string) {
	if ( info?$delay_tokens )
		delete info$delay_tokens[token];
}

function write_row(info: Info) {
	if ( info$logged )
		return;

	if ( ! info?$delay_tokens || |info$delay_tokens| == 0 ) {
		info$logged = T;
		Log::write(LOG, info);
		return;
	}

	when [info] ( |info$delay_tokens| == 0 ) {
		write_row(info);
	}
	timeout 15sec {
		delete info$delay_tokens;
		write_row(info);
	}
}

# Whether the analyzer can be taken off: not at the end of a connection, when it is gone anyway.
function finish(c: connection, may_disable: bool) {
	local row = c$ssl;
	write_row(row);

	if ( may_disable && disable_analyzer_after_detection && row?$analyzer_id && disable_analyzer(c$id, row$analyzer_id) )
		delete row$analyzer_id;
}

event ssl_client_hello(c: connection, version: count, record_version: count, possible_ts: time, client_random: string,
                       session_id: string, ciphers: index_vec, comp_methods: index_vec) &priority=5 {
	local row = row_of(c);

	if ( |session_id| > 0 && session_id != /^\x00{32}$/ ) {
		row$session_id = bytestring_to_hexstr(session_id);
		row$client_ticket_empty_session_seen = F;
	}

	# Hellos of SSL 2.0 are no handshake messages. They have no record, whatever version they offer.
	if ( record_version == 0 )
		add_to_history(c, T, "c");
}

event ssl_server_hello(c: connection, version: count, record_version: count, possible_ts: time, server_random: string,
                       session_id: string, cipher: count, comp_method: count) &priority=5 {
	local row = row_of(c);

	# An extension may have said otherwise, and it is right.
	if ( ! row?$version_num ) {
		row$version_num = version;
		row$version = version_strings[version];
	}

	row$cipher = cipher_desc[cipher];
	row$hrr_seen = row$hrr_seen || server_random == try_again;

	if ( row?$session_id && row$session_id == bytestring_to_hexstr(session_id) && ! is_version_13(row$version_num) )
		row$resumed = T;

	if ( version == SSLv2 )
		add_to_history(c, F, "s");
}

event ssl_extension_supported_versions(c: connection, is_client: bool, versions: index_vec) {
	if ( is_client || |versions| != 1 )
		return;

	local row = row_of(c);
	row$version_num = versions[0];
	row$version = version_strings[versions[0]];
}

event ssl_ecdh_server_params(c: connection, curve: count, point: string) &priority=5 {
	row_of(c)$curve = ec_curves[curve];
}

event ssl_extension_key_share(c: connection, is_client: bool, curves: index_vec) {
	if ( ! is_client && |curves| == 1 )
		row_of(c)$curve = ec_curves[curves[0]];
}

event ssl_extension_server_name(c: connection, is_client: bool, names: string_vec) &priority=5 {
	local row = row_of(c);

	if ( ! is_client || |names| == 0 )
		return;

	row$server_name = names[0];

	if ( |names| > 1 )
		Reporter::conn_weird("SSL_many_server_names", c, cat(names));
}

event ssl_extension_application_layer_protocol_negotiation(c: connection, is_client: bool, protocols: string_vec) {
	local row = row_of(c);

	if ( ! is_client && |protocols| > 0 )
		row$next_protocol = protocols[0];
}

event ssl_connection_flipped(c: connection) {
	row_of(c)$ssl_history += "^";
}

event ssl_handshake_message(c: connection, is_client: bool, msg_type: count, length: count) &priority=5 {
	local row = row_of(c);
	local letter = history_letters[msg_type];

	if ( is_client && msg_type == CLIENT_KEY_EXCHANGE )
		row$client_key_exchange_seen = T;

	# The hello itself was told before.
	if ( msg_type == SERVER_HELLO && row$hrr_seen ) {
		row$hrr_seen = F;
		letter = history_letters[HELLO_RETRY_REQUEST];
	}

	add_to_history(c, is_client, letter);
}

# Extensions come before the hello that they stand in.
event ssl_extension(c: connection, is_client: bool, code: count, val: string) &priority=5 {
	local row = row_of(c);

	if ( code == SSL_EXTENSION_SESSIONTICKET_TLS ) {
		if ( is_client && |val| > 0 )
			row$client_ticket_empty_session_seen = T;
	}
	else if ( code == SSL_EXTENSION_PRE_SHARED_KEY ) {
		if ( is_client )
			row$client_psk_seen = T;
		else if ( row$client_psk_seen )
			row$resumed = T;
	}
}

event ssl_change_cipher_spec(c: connection, is_client: bool) &priority=5 {
	add_to_history(c, is_client, "i");
	local row = c$ssl;

	# A client that encrypts without having agreed on a key has one: the ticket was good.
	if ( is_client && row$client_ticket_empty_session_seen && ! row$client_key_exchange_seen )
		row$resumed = T;
}

event ssl_alert(c: connection, is_client: bool, level: count, desc: count) &priority=5 {
	add_to_history(c, is_client, "l");
	c$ssl$last_alert = alert_descriptions[desc];
}

event ssl_heartbeat(c: connection, is_client: bool, length: count, heartbeat_type: count, payload_length: count,
                    payload: string) {
	add_to_history(c, is_client, "b");
}

event ssl_established(c: connection) &priority=20 {
	set_session(c);
	hook ssl_finishing(c);
}

event ssl_established(c: connection) &priority=7 {
	c$ssl$established = T;
}

event ssl_established(c: connection) &priority=-5 {
	finish(c, T);
}

event ssl_plaintext_data(c: connection, is_client: bool, record_version: count, content_type: count, length: count) &priority=5 {
	local row = row_of(c);

	if ( content_type == APPLICATION_DATA && row?$version && ! row$established )
		Reporter::conn_weird("ssl_early_application_data", c);
}

event analyzer_confirmation_info(atype: AllAnalyzers::Tag, info: AnalyzerConfirmationInfo) &priority=5 {
	if ( is_ssl(atype) )
		row_of(info$c)$analyzer_id = info$aid;
}

event analyzer_violation_info(atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo) &priority=5 {
	if ( ! is_ssl(atype) || ! info$c?$ssl )
		return;

	if ( ! info$c$ssl$logged )
		hook ssl_finishing(info$c);

	# The analyzer takes itself off.
	delete info$c$ssl$analyzer_id;
	finish(info$c, F);
}

hook finalize_ssl(c: connection) {
	if ( ! c?$ssl )
		return;

	if ( ! c$ssl$logged )
		hook ssl_finishing(c);

	finish(c, F);
}
