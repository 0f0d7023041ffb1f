##! Decrypts connections of TLS 1.2 and 1.3 whose secrets are known, if they use AES in GCM or ChaCha20-Poly1305. Of TLS 1.3 the
##! handshake is decrypted too, with the certificates in it. Secrets come from a file, or with events.

@load base/frameworks/input
@load base/frameworks/notice
@load base/protocols/conn
@load base/protocols/ssl

module SSL;

# What is encrypted must still come to the analyzer.
redef SSL::disable_analyzer_after_detection = F;

export {
	## A file of secrets by the random values of clients. Processing should wait until it is read.
	const keylog_file = getenv("ZEEK_TLS_KEYLOG_FILE") &redef;

	## A file of secrets as browsers and libraries write it where SSLKEYLOGFILE says (RFC 9850). With live traffic, what is added to
	## it is read as it comes.
	const nss_keylog_file = getenv("SSLKEYLOGFILE") &redef;

	## How long a secret is kept that is not used.
	const secret_expiration = 5min &redef;

	## Adds the keys of a connection.
	##
	## client_random: the client's random value, without its first four bytes
	##
	## keys: both sides' keys and nonces
	global add_keys: event(client_random: string, keys: string);

	## Adds a secret of TLS 1.3.
	##
	## client_random: the client's random value, without its first four bytes
	##
	## label: what it is called in files of secrets, such as SERVER_HANDSHAKE_TRAFFIC_SECRET
	##
	## secret: the secret
	global add_traffic_secret: event(client_random: string, label: string, secret: string);

	## Adds the master secret of a connection.
	##
	## client_random: the client's random value, without its first four bytes
	##
	## secrets: the secret
	global add_secret: event(client_random: string, secrets: string);
}

redef record SSL::Info += {
	# The client's random value, by which secrets are found.
	client_random: string &optional;
};

# Secrets of TLS 1.3: client's random value, label, secret.
global traffic_secrets: table[string] of table[string] of string = {} &read_expire=secret_expiration &redef;

@if ( keylog_file == "" && nss_keylog_file == "" )
global secrets: table[string] of string = {} &redef;
global keys: table[string] of string = {} &redef;
@else
global secrets: table[string] of string = {} &read_expire=secret_expiration &redef;
global keys: table[string] of string = {} &read_expire=secret_expiration &redef;
@endif

type SecretsIdx: record {
	client_random: string;
};

type SecretsVal: record {
	secret: string;
};

const tls_decrypt_stream_name = "tls-keylog-file";
const nss_stream_name = "tls-nss-keylog-file";

type SecretLine: record {
	line: string;
};

# A line is a label, the client's random value and a secret, in hexadecimal digits.
event SSL::secret_line(description: Input::EventDescription, tpe: Input::Event, line: string) {
	local parts = split_string(line, / /);

	if ( |parts| != 3 || parts[1] != /[[:xdigit:]]{64}/ || parts[2] != /([[:xdigit:]]{2})+/ )
		return;

	local client_random = hexstr_to_bytestring(parts[1][8:]);
	local secret = hexstr_to_bytestring(parts[2]);

	if ( parts[0] == "CLIENT_RANDOM" )
		event SSL::add_secret(client_random, secret);
	else
		event SSL::add_traffic_secret(client_random, parts[0], secret);
}

event zeek_init() {
	Broker::subscribe("/zeek/tls/decryption");

	if ( nss_keylog_file != "" ) {
		Input::add_event(Input::EventDescription($name=nss_stream_name, $source=nss_keylog_file, $fields=SecretLine, $ev=secret_line,
		                                         $reader=Input::READER_RAW, $want_record=F,
		                                         $mode=reading_live_traffic() ? Input::STREAM : Input::MANUAL));
	}

	if ( keylog_file == "" )
		return;

	Input::add_table(Input::TableDescription($name=tls_decrypt_stream_name, $source=keylog_file, $destination=secrets,
	                                         $idx=SecretsIdx, $val=SecretsVal, $want_record=F));
	Input::remove(tls_decrypt_stream_name);
}

event SSL::add_keys(client_random: string, keys: string) {
	SSL::keys[client_random] = keys;
}

event SSL::add_traffic_secret(client_random: string, label: string, secret: string) {
	if ( client_random !in traffic_secrets )
		traffic_secrets[client_random] = table();

	traffic_secrets[client_random][label] = secret;
}

event SSL::add_secret(client_random: string, secrets: string) {
	SSL::secrets[client_random] = secrets;
}

# Gives the analyzer what is known.
function give_secrets(c: connection) {
	if ( ! c$ssl?$client_random )
		return;

	local random = c$ssl$client_random;

	if ( random in keys )
		set_keys(c, keys[random]);
	else if ( random in secrets )
		set_secret(c, secrets[random]);

	if ( random in traffic_secrets ) {
		for ( label, secret in traffic_secrets[random] )
			set_traffic_secret(c, label, secret);
	}
}

event ssl_client_hello(c: connection, version: count, record_version: count, possible_ts: time, client_random: string,
                       session_id: string, ciphers: index_vec, comp_methods: index_vec) {
	c$ssl$client_random = client_random;
	give_secrets(c);
}

# The secret may have come meanwhile.
event ssl_change_cipher_spec(c: connection, is_client: bool) {
	give_secrets(c);
}
