##! Notices about attacks by heartbeat on servers with the error of CVE-2014-0160 ("Heartbleed"): requests that say they are longer
##! than they are, and, where all is encrypted, heartbeats of odd lengths and at odd times.

@load base/frameworks/notice
@load base/protocols/ssl

module Heartbleed;

export {
	redef enum Notice::Type += {
		## A host attacks, or looks for hosts to attack.
		SSL_Heartbeat_Attack,
		## An attack seems to have brought something.
		SSL_Heartbeat_Attack_Success,
		## A heartbeat is too short for its cipher suite.
		SSL_Heartbeat_Odd_Length,
		## There are many requests and few answers.
		SSL_Heartbeat_Many_Requests
	};
}

# Attacks may come after the handshake.
redef SSL::disable_analyzer_after_detection = F;

redef record SSL::Info += {
	# How long the last encrypted heartbeats were that wait for an answer.
	last_originator_heartbeat_request_size: count &optional;
	last_responder_heartbeat_request_size: count &optional;

	# How many encrypted heartbeats there were.
	originator_heartbeats: count &default=0;
	responder_heartbeats: count &default=0;

	# Whether a plain request was an attack.
	heartbleed_detected: bool &default=F;

	# How much data went along.
	enc_appdata_packages: count &default=0;
	enc_appdata_bytes: count &default=0;
};

# A kind of heartbeats, in RFC 6520.
const request = 1;
const response = 2;

# What a heartbeat has besides its payload: type, length, and padding.
const header_bytes = 3;
const padding_bytes = 16;

type min_length: record {
	cipher: pattern;
	min_length: count;
};

# How long an encrypted heartbeat is at least, by cipher suite, up to TLS 1.0; the first that fits counts.
const min_lengths: vector of min_length = vector(
	[$cipher=/_256_CBC_SHA$/, $min_length=48],
	[$cipher=/_128_CBC_SHA$/, $min_length=48],
	[$cipher=/_3DES_EDE_CBC_SHA$/, $min_length=40],
	[$cipher=/_SEED_CBC_SHA$/, $min_length=48],
	[$cipher=/_IDEA_CBC_SHA$/, $min_length=40],
	[$cipher=/_DES_CBC_SHA$/, $min_length=40],
	[$cipher=/_DES40_CBC_SHA$/, $min_length=40],
	[$cipher=/_RC4_128_SHA$/, $min_length=39],
	[$cipher=/_RC4_128_MD5$/, $min_length=35],
	[$cipher=/_RC4_40_MD5$/, $min_length=35],
	[$cipher=/_RC2_CBC_40_MD5$/, $min_length=40]);

# From TLS 1.1 on, where each record of CBC has its own first block.
const min_lengths_tls11: vector of min_length = vector(
	[$cipher=/_AES_256_GCM_SHA384$/, $min_length=43],
	[$cipher=/_AES_128_GCM_SHA256$/, $min_length=43],
	[$cipher=/_256_CBC_SHA384$/, $min_length=96],
	[$cipher=/_256_CBC_SHA256$/, $min_length=80],
	[$cipher=/_256_CBC_SHA$/, $min_length=64],
	[$cipher=/_128_CBC_SHA256$/, $min_length=80],
	[$cipher=/_128_CBC_SHA$/, $min_length=64],
	[$cipher=/_3DES_EDE_CBC_SHA$/, $min_length=48],
	[$cipher=/_SEED_CBC_SHA$/, $min_length=64],
	[$cipher=/_IDEA_CBC_SHA$/, $min_length=48],
	[$cipher=/_DES_CBC_SHA$/, $min_length=48],
	[$cipher=/_DES40_CBC_SHA$/, $min_length=48],
	[$cipher=/_RC4_128_SHA$/, $min_length=39],
	[$cipher=/_RC4_128_MD5$/, $min_length=35],
	[$cipher=/_RC4_40_MD5$/, $min_length=35],
	[$cipher=/_RC2_CBC_40_MD5$/, $min_length=48]);

event ssl_heartbeat(c: connection, is_client: bool, length: count, heartbeat_type: count, payload_length: count,
                    payload: string) {
	if ( ! c?$ssl )
		return;

	if ( heartbeat_type == request ) {
		local around = header_bytes + padding_bytes;
		local most = length < around ? length : length - around;

		if ( payload_length > most ) {
			c$ssl$heartbleed_detected = T;
			NOTICE(Notice::Info($note=SSL_Heartbeat_Attack, $conn=c, $identifier=cat(c$uid, length, payload_length),
			                    $msg=fmt("An TLS heartbleed attack was detected! Record length %d. Payload length %d", length, payload_length)));
		}
		else if ( is_client )
			NOTICE(Notice::Info($note=SSL_Heartbeat_Attack, $conn=c, $n=length, $identifier=cat(c$uid, length),
			                    $msg=fmt("Heartbeat request before encryption. Probable Scan without exploit attempt. Message length: %d. Payload length: %d", length, payload_length)));
	}

	if ( heartbeat_type == response && c$ssl$heartbleed_detected )
		NOTICE(Notice::Info($note=SSL_Heartbeat_Attack_Success, $conn=c, $identifier=c$uid,
		                    $msg=fmt("An TLS heartbleed attack detected before was probably exploited. Message length: %d. Payload length: %d", length, payload_length)));
}

# At which time of the connection the heartbeat comes.
function check_time(c: connection, is_client: bool, length: count, age: interval) {
	local said = "";

	if ( c$ssl$enc_appdata_packages == 0 )
		said = fmt("Heartbeat before ciphertext. Probable attack or scan. Length: %d, is_client: %d", length, is_client);
	else if ( age < 1min )
		said = fmt("Heartbeat within first minute. Possible attack or scan. Length: %d, is_client: %d, time: %s", length, is_client, age);
	else
		return;

	NOTICE(Notice::Info($note=SSL_Heartbeat_Attack, $conn=c, $n=length, $identifier=fmt("%s%s", c$uid, "early"), $msg=said));
}

# Whether one side says much more than the other.
function check_balance(c: connection) {
	local asked = c$ssl$originator_heartbeats;
	local answered = c$ssl$responder_heartbeats;
	local again = fmt("%s%d", c$uid, answered / 1000);

	if ( asked > answered + 3 )
		NOTICE(Notice::Info($note=SSL_Heartbeat_Many_Requests, $conn=c, $n=asked - answered, $identifier=again,
		                    $msg=fmt("More than 3 heartbeat requests without replies from server. Possible attack. Client count: %d, server count: %d", asked, answered)));

	if ( answered > asked + 3 )
		NOTICE(Notice::Info($note=SSL_Heartbeat_Many_Requests, $conn=c, $n=answered - asked, $identifier=again,
		                    $msg=fmt("Server sending more heartbeat responses than requests seen. Possible attack. Client count: %d, server count: %d", asked, answered)));
}

function check_length(c: connection, is_client: bool, length: count, age: interval) {
	local once = fmt("%s-weak-%d", c$uid, length);

	if ( is_client && length < header_bytes + padding_bytes )
		NOTICE(Notice::Info($note=SSL_Heartbeat_Odd_Length, $conn=c, $n=length, $identifier=once,
		                    $msg=fmt("Heartbeat message smaller than minimum required length. Probable attack or scan. Message length: %d. Cipher: %s. Time: %f", length, c$ssl$cipher, age)));

	local is_late = c$ssl$version == "TLSv11" || c$ssl$version == "TLSv12";

	for ( _, least in is_late ? min_lengths_tls11 : min_lengths ) {
		if ( least$cipher !in c$ssl$cipher )
			next;

		if ( length < least$min_length )
			NOTICE(Notice::Info($note=SSL_Heartbeat_Odd_Length, $conn=c, $n=length, $identifier=once,
			                    $msg=fmt("Heartbeat message smaller than minimum required length. Probable attack. Message length: %d. Required length: %d. Cipher: %s. Cipher match: %s", length, least$min_length, c$ssl$cipher, least$cipher)));

		break;
	}
}

# An answer that is longer than what was asked.
function check_answer(c: connection, is_client: bool, length: count, age: interval) {
	local row = c$ssl;

	if ( is_client ) {
		# The server asked, then this is the answer.
		if ( row?$last_responder_heartbeat_request_size )
			delete row$last_responder_heartbeat_request_size;
		else
			row$last_originator_heartbeat_request_size = length;

		return;
	}

	if ( ! row?$last_originator_heartbeat_request_size ) {
		row$last_responder_heartbeat_request_size = length;
		return;
	}

	if ( row$last_originator_heartbeat_request_size < length )
		NOTICE(Notice::Info($note=SSL_Heartbeat_Attack_Success, $conn=c, $identifier=c$uid,
		                    $msg=fmt("An encrypted TLS heartbleed attack was probably detected! First packet client record length %d, first packet server record length %d. Time: %f",
		                             row$last_originator_heartbeat_request_size, length, age)));

	delete row$last_originator_heartbeat_request_size;
}

event ssl_encrypted_heartbeat(c: connection, is_client: bool, length: count) {
	if ( is_client )
		++c$ssl$originator_heartbeats;
	else
		++c$ssl$responder_heartbeats;

	local age = network_time() - c$start_time;

	check_time(c, is_client, length, age);
	check_balance(c);
	check_length(c, is_client, length, age);
	check_answer(c, is_client, length, age);
}

event ssl_encrypted_data(c: connection, is_client: bool, record_version: count, content_type: count, length: count) {
	if ( ! c?$ssl )
		return;

	if ( content_type == SSL::HEARTBEAT )
		event ssl_encrypted_heartbeat(c, is_client, length);
	else if ( content_type == SSL::APPLICATION_DATA && length > 0 ) {
		++c$ssl$enc_appdata_packages;
		c$ssl$enc_appdata_bytes += length;
	}
}
