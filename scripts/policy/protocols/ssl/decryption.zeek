##! Decrypts connections of TLS 1.2 whose secrets are known, if they use TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384. Secrets come from a
##! file, or with events.

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

	## How long a secret is kept that is not used.
	const secret_expiration = 5min &redef;

	## Adds the keys of a connection.
	##
	## client_random: the client's random value, without its first four bytes
	##
	## keys: both sides' keys and nonces
	global add_keys: event(client_random: string, keys: string);

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

@if ( keylog_file == "" )
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

event zeek_init() {
	Broker::subscribe("/zeek/tls/decryption");

	if ( keylog_file == "" )
		return;

	Input::add_table(Input::TableDescription($name=tls_decrypt_stream_name, $source=keylog_file, $destination=secrets,
	                                         $idx=SecretsIdx, $val=SecretsVal, $want_record=F));
	Input::remove(tls_decrypt_stream_name);
}

event SSL::add_keys(client_random: string, keys: string) {
	SSL::keys[client_random] = keys;
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
