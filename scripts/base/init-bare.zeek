##! What every script and the engine rely on: the types that events carry, and the constants and options by which the
##! engine is configured. It is always loaded, in bare mode too.

@load base/bif/const.bif
@load base/bif/tags.bif
@load base/bif/types.bif

## Types that built-in functions take and return.
type string_array: table[count] of string;

type string_any_table: table[string] of any;
type string_set: set[string];
type subnet_set: set[subnet];
type addr_set: set[addr];
type count_set: set[count];
type index_vec: vector of count;
type int_vec: vector of int;
type double_vec: vector of double;
type subnet_vec: vector of subnet;
type any_vec: vector of any;
type string_vec: vector of string;
type x509_opaque_vector: vector of opaque of x509;
type addr_vec: vector of addr;
type table_string_of_string: table[string] of string;
type table_string_of_count: table[string] of count;
type files_tag_set: set[Files::Tag];
type interval_set: set[interval];
type string_mapper: function(s: string): string;

## A type that data may be of.
type mime_match: record {
	strength: int;
	mime: string;
};

## Such types, the most certain first.
type mime_matches: vector of mime_match;

## Where packets come from.
type PacketSource: record {
	live: bool;
	path: string;
	link_type: int;
	netmask: count;
};

## How long no packet may come before the time is taken from the clock.
const packet_source_inactivity_timeout = 100msec &redef;

## Whether the time goes on by the clock where no packet comes.
const allow_network_time_forward = T &redef;

## Transport protocols.
type transport_proto: enum {
	unknown_transport,
	tcp,
	udp,
	icmp
};

## What tells connections apart besides addresses and ports.
type conn_id_ctx: record { };

## A connection: who began it and with whom.
type conn_id: record {
	## The originator's address.
	orig_h: addr &log;
	## The originator's port.
	orig_p: port &log;
	## The responder's address.
	resp_h: addr &log;
	## The responder's port.
	resp_p: port &log;
	proto: count &default=65535;
	ctx: conn_id_ctx &log &default=conn_id_ctx();
};

## A flow in one direction.
type flow_id: record {
	src_h: addr;
	src_p: port;
	dst_h: addr;
	dst_p: port;
} &log;

## The header of an ICMP message.
type icmp_info: record {
	v6: bool;
	itype: count;
	icode: count;
	len: count;
	ttl: count;
};

## The packet in an ICMP error.
type icmp_context: record {
	id: conn_id;
	len: count;
	proto: count;
	frag_offset: count;
	bad_hdr_len: bool;
	bad_checksum: bool;
	MF: bool;
	DF: bool;
};

## A prefix in a neighbor discovery message (RFC 4861).
type icmp6_nd_prefix_info: record {
	prefix_len: count;
	L_flag: bool;
	A_flag: bool;
	valid_lifetime: interval;
	preferred_lifetime: interval;
	prefix: addr;
};

## An option of a neighbor discovery message.
type icmp6_nd_option: record {
	otype: count;
	len: count;
	link_address: string &optional;
	prefix: icmp6_nd_prefix_info &optional;
	redirect: icmp_context &optional;
	mtu: count &optional;
	payload: string &optional;
};

type icmp6_nd_options: vector of icmp6_nd_option;

## What a DNS look-up of ours said.
type dns_mapping: record {
	creation_time: time;
	req_host: string;
	req_addr: addr;
	valid: bool;
	hostname: string;
	addrs: addr_set;
};

## An address and port in FTP.
type ftp_port: record {
	h: addr;
	p: port;
	valid: bool;
};

## Numbers about the segments of one side.
type endpoint_stats: record {
	num_pkts: count;
	num_rxmit: count;
	num_rxmit_bytes: count;
	num_in_order: count;
	num_OO: count;
	num_repl: count;
	endian_type: count;
};

## A part of the engine.
type PluginComponent: record {
	name: string;
	canonical_name: string;
	tag: string;
	enabled: bool;
};

type plugin_component_vec: vector of PluginComponent;

## What follows "--" on the command line.
const zeek_script_args: vector of string = vector();

## The filter of option `-f`.
const cmd_line_bpf_filter = "" &redef;

## The time of day that rotation is counted from.
const log_rotate_base_time = "0:00" &redef;

## Does not report data as missing where a capture file has only TCP control packets.
const detect_filtered_trace = F &redef;

## Reports missing data for connections too that were under way already.
const report_gaps_for_partial = F &redef;

## Goes on when all packets have been read, until `terminate` is called.
const exit_only_after_terminate = F &redef;

## Whether filters of addresses drop packets to which none applies.
const packet_filter_default = F &redef;

## How many signatures are matched by one automaton at most.
const sig_max_group_size = 50 &redef;

## The name of this node in logs.
const peer_description = "zeek" &redef;

## Puts the beginning of TCP connections in order before signatures are matched.
const dpd_reassemble_first_packets = T &redef;

## How many bytes of a connection are kept until its protocol is found.
const dpd_buffer_size = 1024 &redef;

## How many packets of a connection are kept until its protocol is found.
const dpd_max_packets = 100 &redef;

## Matches signatures only as long as data is kept.
const dpd_match_only_beginning = T &redef;

## Whether an analyzer stays away whose signature matches too late.
const dpd_late_match_stop = F &redef;

## Finds protocols by signatures alone.
const dpd_ignore_ports = F &redef;

## Ports that say which side is the server, where the first packet does not.
const likely_server_ports: set[port] &redef;

## The file of option `-w`.
const trace_output_file = "";

## Writes all packets to that file, not only those that were analyzed.
const record_all_packets = F &redef;

## Does not count a TCP keep-alive as sent again.
const ignore_keep_alive_rexmit = F &redef;

## Makes names of connections and files differ from those of other sites.
const global_hash_seed: string = "" &redef;

## How many bits names of connections and files have.
const bits_per_uid: count = 96 &redef;

## Goes into hashes, so that nobody can guess them.
const digest_salt = "Please change this value." &redef;

## The longest string that `find_all` looks through, -1 for any.
const max_find_all_string_length: int = 10000 &redef;

## How many packets are processed before other sources are looked at.
const io_poll_interval_default = 100 &redef;

## The same where packets come from an interface.
const io_poll_interval_live = 10 &redef;

## Whether this is a test.
const running_under_test: bool = F &redef;

## After which time a NetBIOS session is over.
const netbios_ssn_session_timeout: interval = 15 sec &redef;

module EventMetadata;

export {
	## Kinds of metadata; scripts may add some.
	type ID: enum {
		NETWORK_TIMESTAMP = 1,
	};

	## One piece of metadata.
	type Entry: record {
		id: EventMetadata::ID;
		val: any;
	};

	## Whether each event carries the time at which it was raised.
	const add_network_timestamp: bool = F &redef;

	## Whether events of other nodes get such a time if they have none.
	const add_missing_remote_network_timestamp: bool = F &redef;
}

module ConnKey;

export {
	## What connections are told apart by.
	const factory = ConnKey::CONNKEY_FIVETUPLE &redef;
}

module FTP;

export {
	## The longest command of FTP.
	const max_command_length = 100 &redef;
}

module SMTP;

export {
	## The longest line within BDAT.
	const bdat_max_line_length = 4096 &redef;

	## Whether a mail as a whole is a file.
	const enable_rfc822_msg_file_analysis = F &redef;
}

module TCP;

export {
	## An option, in parts.
	type Option: record {
		kind: count;
		length: count;
		data: string &optional;
		mss: count &optional;
		window_scale: count &optional;
		sack: index_vec &optional;
		send_timestamp: count &optional;
		echo_timestamp: count &optional;
		rate: count &optional;
		ttl_diff: count &optional;
		qs_nonce: count &optional;
	};

	type OptionList: vector of Option;

	## An option, as bytes.
	type RawOption: record {
		kind: count;
		data: string;
	};

	type RawOptionList: vector of RawOption;
}

module Tunnel;

export {
	## A tunnel that a connection goes through.
	type EncapsulatingConn: record {
		cid: conn_id;
		tunnel_type: Tunnel::Type;
		uid: string &optional;
	} &log;

	## How often `tunnel_changed` is raised for a connection.
	const max_changes_per_connection: count = 5 &redef;

	## How many tunnels may be in one another.
	const max_depth: count = 4 &redef;

	## Waits for an answer before something is taken for Teredo.
	const delay_teredo_confirmation = T &redef;

	## Waits for an answer before something is taken for GTP.
	const delay_gtp_confirmation = F &redef;

	## How long a tunnel in plain IP is remembered.
	const ip_tunnel_timeout = 24hrs &redef;

	## Whether a VXLAN packet with a wrong UDP checksum is passed over.
	const validate_vxlan_checksums = T &redef;
}

module HTTP;

export {
	## Which analyzer goes on with a connection, by the Upgrade header.
	const upgrade_analyzers: table[string] of Analyzer::Tag &redef;
}

module WebSocket;

export {
	## How many bytes of a frame are handed on at a time.
	const payload_chunk_size = 8192 &redef;

	## The longest control frame.
	const max_control_frame_size = 125 &redef;

	## Whether the protocol within is found by signatures.
	const use_dpd_default = T &redef;

	## Whether the analyzer in Spicy is used.
	const use_spicy_analyzer = F &redef;

	## What analyzes the protocol within.
	type AnalyzerConfig: record {
		analyzer: Analyzer::Tag &optional;
		use_dpd: bool &default=use_dpd_default;
		subprotocol: string &optional;
		server_extensions: vector of string &optional;
	};
}

module GLOBAL;

## Tunnels in one another, the outermost first.
type EncapsulatingConnVector: vector of Tunnel::EncapsulatingConn;

type event_metadata_vec: vector of EventMetadata::Entry;

## One side of a connection.
type endpoint: record {
	size: count;
	state: count;
	num_pkts: count &optional;
	num_bytes_ip: count &optional;
	flow_label: count;
	l2_addr: string &optional;
};

## A connection, and all that scripts know of it.
type connection: record {
	id: conn_id;
	orig: endpoint;
	resp: endpoint;
	start_time: time;
	duration: interval;
	service: set[string] &ordered;
	history: string;
	uid: string;
	tunnel: EncapsulatingConnVector &optional;
	vlan: int &optional;
	inner_vlan: int &optional;
};

## How long nothing of a file may come before it is over.
option default_file_timeout_interval: interval = 2 mins;

## How many bytes of the beginning of a file are kept to find its type.
option default_file_bof_buffer_size: count = 4096;

## A file that is analyzed, and all that scripts know of it.
type fa_file: record {
	id: string;
	parent_id: string &optional;
	source: string;
	is_orig: bool &optional;
	conns: table[conn_id] of connection &optional;
	last_active: time;
	seen_bytes: count &default=0;
	total_bytes: count &optional;
	missing_bytes: count &default=0;
	overflow_bytes: count &default=0;
	timeout_interval: interval &default=default_file_timeout_interval;
	bof_buffer_size: count &default=default_file_bof_buffer_size;
	bof_buffer: string &optional;
} &redef;

## A hook with a file, a value and a text.
type string_any_file_hook: hook(f: fa_file, e: any, str: string);

## What the beginning of a file says.
type fa_metadata: record {
	mime_type: string &optional;
	mime_types: mime_matches &optional;
	inferred: bool &default=T;
};

## Where an analyzer found its protocol.
type AnalyzerConfirmationInfo: record {
	c: connection &optional;
	f: fa_file &optional;
	aid: count &optional;
};

## Where an analyzer found that it is not its protocol, and why.
type AnalyzerViolationInfo: record {
	reason: string;
	c: connection &optional;
	f: fa_file &optional;
	aid: count &optional;
	data: string &optional;
};

## How often an analyzer may complain of a connection.
const max_analyzer_violations = 1000 &redef;

## A SYN.
type SYN_packet: record {
	is_orig: bool;
	DF: bool;
	ttl: count;
	size: count;
	win_size: count;
	win_scale: int;
	MSS: count;
	SACK_OK: bool;
	TSval: count &optional;
	TSecr: count &optional;
};

## Numbers about packets.
type NetStats: record {
	pkts_recvd: count &default=0;
	pkts_dropped: count &default=0;
	pkts_link: count &default=0;
	bytes_recvd: count &default=0;
	pkts_filtered: count &optional;
};

## Numbers about connections.
type ConnStats: record {
	total_conns: count;
	current_conns: count;
	sess_current_conns: count;
	num_packets: count;
	num_fragments: count;
	max_fragments: count;
	num_tcp_conns: count;
	max_tcp_conns: count;
	cumulative_tcp_conns: count;
	num_udp_conns: count;
	max_udp_conns: count;
	cumulative_udp_conns: count;
	num_icmp_conns: count;
	max_icmp_conns: count;
	cumulative_icmp_conns: count;
	num_packets_unprocessed: count;
	killed_by_inactivity: count;
};

## Numbers about the process.
type ProcStats: record {
	debug: bool;
	start_time: time;
	real_time: interval;
	user_time: interval;
	system_time: interval;
	mem: count;
	minor_faults: count;
	major_faults: count;
	num_swap: count;
	blocking_input: count;
	blocking_output: count;
	num_context: count;
};

## Numbers about events.
type EventStats: record {
	queued: count;
	dispatched: count;
};

## How many bytes wait to be put in order.
type ReassemblerStats: record {
	file_size: count;
	frag_size: count;
	tcp_size: count;
	unknown_size: count;
};

## Numbers about automata.
type MatcherStats: record {
	matchers: count;
	nfa_states: count;
	dfa_states: count;
	computed: count;
	mem: count;
	hits: count;
	misses: count;
};

## Numbers about timers.
type TimerStats: record {
	current: count;
	max: count;
	cumulative: count;
};

## Numbers about files.
type FileAnalysisStats: record {
	current: count;
	max: count;
	cumulative: count;
};

## Numbers about DNS look-ups.
type DNSStats: record {
	requests: count;
	successful: count;
	failed: count;
	pending: count;
	cached_hosts: count;
	cached_addresses: count;
	cached_texts: count;
	cached_total: count;
};

## Numbers about data of TCP that is missing.
type GapStats: record {
	ack_events: count;
	ack_bytes: count;
	gap_events: count;
	gap_bytes: count;
};

## Numbers about threads.
type ThreadStats: record {
	num_threads: count;
};

## Numbers about what is said to other nodes.
type BrokerStats: record {
	num_peers: count;
	num_stores: count;
	num_pending_queries: count;
	num_events_incoming: count;
	num_events_outgoing: count;
	num_logs_incoming: count;
	num_logs_outgoing: count;
	num_ids_incoming: count;
	num_ids_outgoing: count;
};

## Numbers about what waits for another node.
type BrokerPeeringStats: record {
	num_queued: count;
	max_queued_recently: count;
	num_overflows: count;
};

type BrokerPeeringStatsTable: table[string] of BrokerPeeringStats;

## Numbers about unusual activity.
type ReporterStats: record {
	weirds: count;
	weirds_by_type: table[string] of count;
};

## How often an event was handled.
type EventNameCounter: record {
	name: string &log;
	times_called: count &log;
} &log;

type EventNameStats: vector of EventNameCounter;

## Sizes of variables by name.
type var_sizes: table[string] of count;

## What is known of a name.
type script_id: record {
	type_name: string;
	exported: bool;
	constant: bool;
	enum_constant: bool;
	option_value: bool;
	redefinable: bool;
	broker_backend: bool;
	value: any &optional;
};

type id_table: table[string] of script_id;

## What is known of a field.
type record_field: record {
	type_name: string;
	log: bool;
	value: any &optional;
	default_val: any &optional;
	optional: bool;
};

type record_field_table: table[string] of record_field &ordered;

## An argument of a call.
type call_argument: record {
	name: string;
	type_name: string;
	default_val: any &optional;
	value: any &optional;
};

type call_argument_vector: vector of call_argument;

## A call.
type BacktraceElement: record {
	function_name: string;
	function_args: call_argument_vector;
	file_location: string &optional;
	line_location: count &optional;
};

type Backtrace: vector of BacktraceElement;

## Called when an assertion does not hold.
type assertion_failure: hook(cond: string, msg: string, bt: Backtrace);

## Called for each assertion.
type assertion_result: hook(result: bool, cond: string, msg: string, bt: Backtrace);

## What is captured, by name; any of them is enough.
global capture_filters: table[string] of string &redef;

## What packets must be to be captured, by name; all of them must be so.
global restrict_filters: table[string] of string &redef;

## Numbers of filters; scripts add their own.
type PcapFilterID: enum { None };

## How addresses are anonymized.
type IPAddrAnonymization: enum {
	KEEP_ORIG_ADDR,
	SEQUENTIALLY_NUMBERED,
	PREFIX_PRESERVING_A50,
	RANDOM_MD5 &deprecated="Remove in v9.1. Use the A50 or SHA256 anonymizers instead.",
	PREFIX_PRESERVING_MD5 &deprecated="Remove in v9.1. Use the A50 or SHA256 anonymizers instead.",
	RANDOM_SHA256,
	PREFIX_PRESERVING_SHA256,
};

## Which addresses they are.
type IPAddrAnonymizationClass: enum {
	ORIG_ADDR,
	RESP_ADDR,
	OTHER_ADDR,
};

## A file that was rotated.
type rotate_info: record {
	old_name: string;
	new_name: string;
	open: time;
	close: time;
};

## How strings are compared.
type sw_params: record {
	min_strlen: count &default=3;
	sw_variant: count &default=0;
};

## Where a piece is.
type sw_align: record {
	str: string;
	index: count;
};

type sw_align_vec: vector of sw_align;

## A piece that strings have in common.
type sw_substring: record {
	str: string;
	aligns: sw_align_vec;
	new: bool;
};

type sw_substring_vec: vector of sw_substring;

## A packet.
type pcap_packet: record {
	ts_sec: count;
	ts_usec: count;
	caplen: count;
	len: count;
	data: string;
	link_type: link_encap;
};

## A place.
type geo_location: record {
	## Two letters for the country.
	country_code: string &optional;
	## The part of the country.
	region: string &optional;
	## The town.
	city: string &optional;
	## Degrees north of the equator.
	latitude: double &optional;
	## Degrees east of Greenwich.
	longitude: double &optional;
} &log;

## An autonomous system.
type geo_autonomous_system: record {
	number: count &optional;
	organization: string &optional;
} &log;

## The directory of databases with places and autonomous systems.
const mmdb_dir: string = "" &redef;

## The database of cities.
const mmdb_city_db: string = "GeoLite2-City.mmdb" &redef;

## The database of countries, if there is none of cities.
const mmdb_country_db: string = "GeoLite2-Country.mmdb" &redef;

## The database of autonomous systems.
const mmdb_asn_db: string = "GeoLite2-ASN.mmdb" &redef;

## Where they are looked for if no directory is given.
const mmdb_dir_fallbacks: vector of string = vector(
	"/usr/share/GeoIP",
	"/var/lib/GeoIP",
	"/usr/local/share/GeoIP",
	"/usr/local/var/GeoIP",
) &redef;

## How often it is looked whether they have changed.
const mmdb_stale_check_interval: interval = 5min &redef;

## How random data is.
type entropy_test_result: record {
	entropy: double;
	chi_square: double;
	mean: double;
	monte_carlo_pi: double;
	serial_correlation: double;
};

## Leaves the keys of a JSON object as they are.
function from_json_default_key_mapper(s: string): string
	{
	return s;
	}

## A value from JSON, or why there is none.
type from_json_result: record {
	v: any &optional;
	valid: bool;
	err: string &optional;
};

## States of a side of a TCP connection: nothing was seen of it, it sent a SYN, a SYN ACK, it was under way already, it is
## established, it has sent a FIN, it has sent a RST.
const TCP_INACTIVE = 0;

const TCP_SYN_SENT = 1;
const TCP_SYN_ACK_SENT = 2;
const TCP_PARTIAL = 3;
const TCP_ESTABLISHED = 4;
const TCP_CLOSED = 5;
const TCP_RESET = 6;

## States of a side of a UDP flow.
const UDP_INACTIVE = 0;

const UDP_ACTIVE = 1;

## Takes packets whatever their checksums.
const ignore_checksums = F &redef;

## Takes packets of these networks whatever their checksums.
option ignore_checksums_nets: set[subnet] = set();

## Analyzes connections that were under way already.
const partial_connection_ok = T &redef;

## Analyzes connections that begin with a SYN ACK.
const tcp_SYN_ack_ok = T &redef;

## Matches signatures too where data is missing.
const tcp_match_undelivered = T &redef;

## After which time it is looked whether a SYN had an answer.
const tcp_SYN_timeout = 5 secs &redef;

## How long the FINs of both sides may be apart.
const tcp_session_timer = 6 secs &redef;

## How long a connection is remembered after an orderly end.
const tcp_connection_linger = 5 secs &redef;

## How long a SYN may be without an answer.
const tcp_attempt_delay = 5 secs &redef;

## How long a connection is remembered after the end of one side.
const tcp_close_delay = 5 secs &redef;

## How long a connection is remembered after a RST.
const tcp_reset_delay = 5 secs &redef;

## How long a connection is remembered of which one side was seen to end.
const tcp_partial_close_delay = 3 secs &redef;

## How long connections are remembered that are not analyzed, 0 for any time.
const non_analyzed_lifetime = 0 secs &redef;

## How long a TCP connection may be silent, 0 for any time.
const tcp_inactivity_timeout = 5 min &redef;

## How long a UDP flow may be silent, 0 for any time.
const udp_inactivity_timeout = 1 min &redef;

## How long an ICMP flow may be silent, 0 for any time.
const icmp_inactivity_timeout = 1 min &redef;

## How long a flow of another protocol may be silent, 0 for any time.
const unknown_ip_inactivity_timeout = 1 min &redef;

## Called when a connection is about to end because it was silent; a `break` keeps it.
type connection_timing_out: hook(c: connection);

## How many FINs or RSTs make a storm.
const tcp_storm_thresh = 1000 &redef;

## How far apart they may be.
const tcp_storm_interarrival_thresh = 1 sec &redef;

## How much data may come at the beginning without an ACK before it is taken that the other side is not seen.
const tcp_max_initial_window = 16384 &redef;

## How much data may wait for missing data where no ACK is seen.
const tcp_max_above_hole_without_any_acks = 16384 &redef;

## How much data may wait for an ACK.
const tcp_excessive_data_without_further_acks = 10 * 1024 * 1024 &redef;

## How many old segments are kept to compare what is sent again.
const tcp_max_old_segments = 0 &redef;

## Ports for which `tcp_contents` is raised with what originators send.
const tcp_content_delivery_ports_orig: table[port] of bool = {} &redef;

## Ports for which `tcp_contents` is raised with what responders send.
const tcp_content_delivery_ports_resp: table[port] of bool = {} &redef;

## Raises `tcp_contents` for what all originators send.
const tcp_content_deliver_all_orig = F &redef;

## Raises `tcp_contents` for what all responders send.
const tcp_content_deliver_all_resp = F &redef;

## Ports for which `udp_contents` is raised with what originators send.
const udp_content_delivery_ports_orig: table[port] of bool = {} &redef;

## Ports for which `udp_contents` is raised with what responders send.
const udp_content_delivery_ports_resp: table[port] of bool = {} &redef;

## Ports for which `udp_contents` is raised, whichever side has them.
option udp_content_ports: set[port] = {};

## Whether the port of the responder decides in both directions.
option udp_content_delivery_ports_use_resp = F;

## Raises `udp_contents` for what all originators send.
const udp_content_deliver_all_orig = F &redef;

## Raises `udp_contents` for what all responders send.
const udp_content_deliver_all_resp = F &redef;

## How often it is looked what in tables has expired.
const table_expire_interval = 10 secs &redef;

## How many elements are looked at in one go.
const table_incremental_step = 5000 &redef;

## How many entries a table may have whose entries expire; 0 for as many as come. With one more, one that was not used for long expires
## early.
const table_expire_limit = 500000 &redef;

## How long to wait before the next go.
const table_expire_delay = 0.01 secs &redef;

## How long a DNS query waits for its reply.
const dns_session_timeout = 10 sec &redef;

## How long an RPC call waits for its reply.
const rpc_timeout = 24 sec &redef;

## How many RPC calls of a connection may wait.
const rpc_max_pending_calls = 1000 &redef;

## How long fragments of a packet wait for others, 0 for any time.
const frag_timeout = 5 min &redef;

## Whether packets and bytes of connections are counted.
const use_conn_size_analyzer = T &redef;

## The order of bytes of a side, as far as it is known.
const ENDIAN_UNKNOWN = 0;

const ENDIAN_LITTLE = 1;
const ENDIAN_BIG = 2;
const ENDIAN_CONFUSED = 3;

## Which sides of a connection are written to a file.
const CONTENTS_NONE = 0;

const CONTENTS_ORIG = 1;
const CONTENTS_RESP = 2;
const CONTENTS_BOTH = 3;

## Why something cannot be reached.
const ICMP_UNREACH_NET = 0;

const ICMP_UNREACH_HOST = 1;
const ICMP_UNREACH_PROTOCOL = 2;
const ICMP_UNREACH_PORT = 3;
const ICMP_UNREACH_NEEDFRAG = 4;
const ICMP_UNREACH_ADMIN_PROHIB = 13;

## Protocol numbers in IP headers.
const IPPROTO_IP = 0;

const IPPROTO_ICMP = 1;
const IPPROTO_IGMP = 2;
const IPPROTO_IPIP = 4;
const IPPROTO_TCP = 6;
const IPPROTO_UDP = 17;
const IPPROTO_IPV6 = 41;
const IPPROTO_ICMPV6 = 58;
const IPPROTO_RAW = 255;
const IPPROTO_HOPOPTS = 0;
const IPPROTO_ROUTING = 43;
const IPPROTO_FRAGMENT = 44;
const IPPROTO_ESP = 50;
const IPPROTO_AH = 51;
const IPPROTO_NONE = 59;
const IPPROTO_DSTOPTS = 60;
const IPPROTO_MOBILITY = 135;

## An option of an IPv6 extension header.
type ip6_option: record {
	otype: count;
	len: count;
	data: string;
};

type ip6_options: vector of ip6_option;

## Extension headers of IPv6.
type ip6_hopopts: record {
	nxt: count;
	len: count;
	options: ip6_options;
};

type ip6_dstopts: record {
	nxt: count;
	len: count;
	options: ip6_options;
};

type ip6_routing: record {
	nxt: count;
	len: count;
	rtype: count;
	segleft: count;
	data: string;
};

type ip6_fragment: record {
	nxt: count;
	rsv1: count;
	offset: count;
	rsv2: count;
	more: bool;
	id: count;
};

type ip6_ah: record {
	nxt: count;
	len: count;
	rsv: count;
	spi: count;
	seq: count &optional;
	data: string &optional;
};

type ip6_esp: record {
	spi: count;
	seq: count;
};

## Messages of Mobile IPv6 (RFC 6275).
type ip6_mobility_brr: record {
	rsv: count;
	options: vector of ip6_option;
};

type ip6_mobility_hoti: record {
	rsv: count;
	cookie: count;
	options: vector of ip6_option;
};

type ip6_mobility_coti: record {
	rsv: count;
	cookie: count;
	options: vector of ip6_option;
};

type ip6_mobility_hot: record {
	nonce_idx: count;
	cookie: count;
	token: count;
	options: vector of ip6_option;
};

type ip6_mobility_cot: record {
	nonce_idx: count;
	cookie: count;
	token: count;
	options: vector of ip6_option;
};

type ip6_mobility_bu: record {
	seq: count;
	a: bool;
	h: bool;
	l: bool;
	k: bool;
	life: count;
	options: vector of ip6_option;
};

type ip6_mobility_back: record {
	status: count;
	k: bool;
	seq: count;
	life: count;
	options: vector of ip6_option;
};

type ip6_mobility_be: record {
	status: count;
	hoa: addr;
	options: vector of ip6_option;
};

type ip6_mobility_msg: record {
	id: count;
	brr: ip6_mobility_brr &optional;
	hoti: ip6_mobility_hoti &optional;
	coti: ip6_mobility_coti &optional;
	hot: ip6_mobility_hot &optional;
	cot: ip6_mobility_cot &optional;
	bu: ip6_mobility_bu &optional;
	back: ip6_mobility_back &optional;
	be: ip6_mobility_be &optional;
};

type ip6_mobility_hdr: record {
	nxt: count;
	len: count;
	mh_type: count;
	rsv: count;
	chksum: count;
	msg: ip6_mobility_msg;
};

## One extension header; the field of its kind is set.
type ip6_ext_hdr: record {
	id: count;
	hopopts: ip6_hopopts &optional;
	dstopts: ip6_dstopts &optional;
	routing: ip6_routing &optional;
	fragment: ip6_fragment &optional;
	ah: ip6_ah &optional;
	esp: ip6_esp &optional;
	mobility: ip6_mobility_hdr &optional;
};

type ip6_ext_hdr_chain: vector of ip6_ext_hdr;

## The header of an IPv6 packet.
type ip6_hdr: record {
	class: count;
	flow: count;
	len: count;
	nxt: count;
	hlim: count;
	src: addr;
	dst: addr;
	exts: ip6_ext_hdr_chain;
};

## The header of an IPv4 packet.
type ip4_hdr: record {
	hl: count;
	tos: count;
	len: count;
	id: count;
	DF: bool;
	MF: bool;
	offset: count;
	ttl: count;
	p: count;
	sum: count;
	src: addr;
	dst: addr;
};

## Flags of TCP headers.
const TH_FIN = 1;

const TH_SYN = 2;
const TH_RST = 4;
const TH_PUSH = 8;
const TH_ACK = 16;
const TH_URG = 32;
const TH_FLAGS = 63;

## A TCP header.
type tcp_hdr: record {
	sport: port;
	dport: port;
	seq: count;
	ack: count;
	hl: count;
	dl: count;
	reserved: count;
	flags: count;
	win: count;
};

## A UDP header.
type udp_hdr: record {
	sport: port;
	dport: port;
	ulen: count;
};

## An ICMP header.
type icmp_hdr: record {
	icmp_type: count;
};

## The headers of a packet from IP on.
type pkt_hdr: record {
	ip: ip4_hdr &optional;
	ip6: ip6_hdr &optional;
	tcp: tcp_hdr &optional;
	udp: udp_hdr &optional;
	icmp: icmp_hdr &optional;
};

## The header of the link.
type l2_hdr: record {
	encap: link_encap;
	len: count;
	cap_len: count;
	src: string &optional;
	dst: string &optional;
	vlan: count &optional;
	vlan_pcp: count &optional;
	vlan_dei: bool &optional;
	inner_vlan: count &optional;
	inner_vlan_pcp: count &optional;
	inner_vlan_dei: bool &optional;
	eth_type: count &optional;
	proto: layer3_proto;
};

## All headers of a packet.
type raw_pkt_hdr: record {
	l2: l2_hdr;
	ip: ip4_hdr &optional;
	ip6: ip6_hdr &optional;
	tcp: tcp_hdr &optional;
	udp: udp_hdr &optional;
	icmp: icmp_hdr &optional;
};

## Headers of Teredo (RFC 4380).
type teredo_auth: record {
	id: string;
	value: string;
	nonce: count;
	confirm: count;
};

type teredo_origin: record {
	p: port;
	a: addr;
};

type teredo_hdr: record {
	auth: teredo_auth &optional;
	origin: teredo_origin &optional;
	hdr: pkt_hdr;
};

## The header of GTP version 1, and what follows it (3GPP TS 29.060).
type gtpv1_hdr: record {
	version: count;
	pt_flag: bool;
	rsv: bool;
	e_flag: bool;
	s_flag: bool;
	pn_flag: bool;
	msg_type: count;
	length: count;
	teid: count;
	seq: count &optional;
	n_pdu: count &optional;
	next_type: count &optional;
};

type gtp_cause: count;
type gtp_imsi: count;
type gtp_teardown_ind: bool;
type gtp_nsapi: count;
type gtp_recovery: count;
type gtp_teid1: count;
type gtp_teid_control_plane: count;
type gtp_charging_id: count;
type gtp_charging_gateway_addr: addr;
type gtp_trace_reference: count;
type gtp_trace_type: count;
type gtp_tft: string;
type gtp_trigger_id: string;
type gtp_omc_id: string;
type gtp_reordering_required: bool;
type gtp_proto_config_options: string;
type gtp_charging_characteristics: count;
type gtp_selection_mode: count;
type gtp_access_point_name: string;
type gtp_msisdn: string;

type gtp_gsn_addr: record {
	ip: addr &optional;
	other: string &optional;
};

type gtp_end_user_addr: record {
	pdp_type_org: count;
	pdp_type_num: count;
	pdp_ip: addr &optional;
	pdp_other_addr: string &optional;
};

type gtp_rai: record {
	mcc: count;
	mnc: count;
	lac: count;
	rac: count;
};

type gtp_qos_profile: record {
	priority: count;
	data: string;
};

type gtp_private_extension: record {
	id: count;
	value: string;
};

type gtp_create_pdp_ctx_request_elements: record {
	imsi: gtp_imsi &optional;
	rai: gtp_rai &optional;
	recovery: gtp_recovery &optional;
	select_mode: gtp_selection_mode &optional;
	data1: gtp_teid1;
	cp: gtp_teid_control_plane &optional;
	nsapi: gtp_nsapi;
	linked_nsapi: gtp_nsapi &optional;
	charge_character: gtp_charging_characteristics &optional;
	trace_ref: gtp_trace_reference &optional;
	trace_type: gtp_trace_type &optional;
	end_user_addr: gtp_end_user_addr &optional;
	ap_name: gtp_access_point_name &optional;
	opts: gtp_proto_config_options &optional;
	signal_addr: gtp_gsn_addr;
	user_addr: gtp_gsn_addr;
	msisdn: gtp_msisdn &optional;
	qos_prof: gtp_qos_profile;
	tft: gtp_tft &optional;
	trigger_id: gtp_trigger_id &optional;
	omc_id: gtp_omc_id &optional;
	ext: gtp_private_extension &optional;
};

type gtp_create_pdp_ctx_response_elements: record {
	cause: gtp_cause;
	reorder_req: gtp_reordering_required &optional;
	recovery: gtp_recovery &optional;
	data1: gtp_teid1 &optional;
	cp: gtp_teid_control_plane &optional;
	charging_id: gtp_charging_id &optional;
	end_user_addr: gtp_end_user_addr &optional;
	opts: gtp_proto_config_options &optional;
	cp_addr: gtp_gsn_addr &optional;
	user_addr: gtp_gsn_addr &optional;
	qos_prof: gtp_qos_profile &optional;
	charge_gateway: gtp_charging_gateway_addr &optional;
	ext: gtp_private_extension &optional;
};

type gtp_update_pdp_ctx_request_elements: record {
	imsi: gtp_imsi &optional;
	rai: gtp_rai &optional;
	recovery: gtp_recovery &optional;
	data1: gtp_teid1;
	cp: gtp_teid_control_plane &optional;
	nsapi: gtp_nsapi;
	trace_ref: gtp_trace_reference &optional;
	trace_type: gtp_trace_type &optional;
	cp_addr: gtp_gsn_addr;
	user_addr: gtp_gsn_addr;
	qos_prof: gtp_qos_profile;
	tft: gtp_tft &optional;
	trigger_id: gtp_trigger_id &optional;
	omc_id: gtp_omc_id &optional;
	ext: gtp_private_extension &optional;
	end_user_addr: gtp_end_user_addr &optional;
};

type gtp_update_pdp_ctx_response_elements: record {
	cause: gtp_cause;
	recovery: gtp_recovery &optional;
	data1: gtp_teid1 &optional;
	cp: gtp_teid_control_plane &optional;
	charging_id: gtp_charging_id &optional;
	cp_addr: gtp_gsn_addr &optional;
	user_addr: gtp_gsn_addr &optional;
	qos_prof: gtp_qos_profile &optional;
	charge_gateway: gtp_charging_gateway_addr &optional;
	ext: gtp_private_extension &optional;
};

type gtp_delete_pdp_ctx_request_elements: record {
	teardown_ind: gtp_teardown_ind &optional;
	nsapi: gtp_nsapi;
	ext: gtp_private_extension &optional;
};

type gtp_delete_pdp_ctx_response_elements: record {
	cause: gtp_cause;
	ext: gtp_private_extension &optional;
};

@load base/bif/zeek.bif
@load base/bif/communityid.bif
@load base/bif/stats.bif
@load base/bif/reporter.bif
@load base/bif/strings.bif
@load base/bif/option.bif
@load base/frameworks/supervisor/api
@load base/bif/supervisor.bif
@load base/bif/packet_analysis.bif
@load base/bif/mmdb.bif

## Collects interfaces, which are separated by blanks.
function add_interface(iold: string, inew: string): string
	{
	return |iold| > 0 ? cat(iold, " ", inew) : inew;
	}

## The interfaces of option `-i`.
global interfaces = "" &add_func = add_interface;

## Collects signature files, which are separated by blanks.
function add_signature_file(sold: string, snew: string): string
	{
	return |sold| > 0 ? cat(sold, " ", snew) : snew;
	}

## The signature files of option `-s`.
global signature_files = "" &add_func = add_signature_file;

## Filters that raise events for packets that are not analyzed.
global secondary_filters: table[string] of event(filter: string, pkt: pkt_hdr)
&redef;

## How many bytes of payload the following functions get.
global discarder_maxlen = 128 &redef;

## Decides on IP packets before anything else: T passes over one.
global discarder_check_ip: function(p: pkt_hdr): bool;

## Decides on TCP packets.
global discarder_check_tcp: function(p: pkt_hdr, d: string): bool;

## Decides on UDP packets.
global discarder_check_udp: function(p: pkt_hdr, d: string): bool;

## Decides on ICMP packets.
global discarder_check_icmp: function(p: pkt_hdr): bool;

## How long one packet may take.
const watchdog_interval = 10 sec &redef;

## How many timers are handled with one packet.
const max_timer_expires = 300 &redef;

## States of a login session.
const LOGIN_STATE_AUTHENTICATE = 0;

const LOGIN_STATE_LOGGED_IN = 1;
const LOGIN_STATE_SKIP = 2;
const LOGIN_STATE_CONFUSED = 3;

## The smaller of two values.
function min_double(a: double, b: double): double
	{
	return b < a ? b : a;
	}

## The larger of two values.
function max_double(a: double, b: double): double
	{
	return b > a ? b : a;
	}

## The smaller of two values.
function min_interval(a: interval, b: interval): interval
	{
	return b < a ? b : a;
	}

## The larger of two values.
function max_interval(a: interval, b: interval): interval
	{
	return b > a ? b : a;
	}

## The smaller of two values.
function min_count(a: count, b: count): count
	{
	return b < a ? b : a;
	}

## The larger of two values.
function max_count(a: count, b: count): count
	{
	return b > a ? b : a;
	}

## Texts at the beginning of a session that no login follows.
global skip_authentication: set[string] &redef;

## Texts that a password is asked for with, without a name.
global direct_login_prompts: set[string] &redef;

## Texts that a name is asked for with.
global login_prompts: set[string] &redef;

## Texts that look like a failure and are none.
global login_non_failure_msgs: set[string] &redef;

## Texts of a failure.
global login_failure_msgs: set[string] &redef;

## Texts of a success.
global login_success_msgs: set[string] &redef;

## Texts of a timeout.
global login_timeouts: set[string] &redef;

## A header.
type mime_header_rec: record {
	original_name: string;
	name: string;
	value: string;
};

type mime_header_list: table[count] of mime_header_rec;

## How many bytes of a mail are handed on at a time.
global mime_segment_length = 1024 &redef;

## How many of these come again the next time.
global mime_segment_overlap_length = 0 &redef;

## Messages of the portmapper.
type pm_mapping: record {
	program: count;
	version: count;
	p: port;
};

type pm_mappings: table[count] of pm_mapping;

type pm_port_request: record {
	program: count;
	version: count;
	is_tcp: bool;
};

type pm_callit_request: record {
	program: count;
	version: count;
	proc: count;
	arg_size: count;
};

## Statuses of RPC in words.
const RPC_status = {
	[RPC_SUCCESS] = "ok",
	[RPC_PROG_UNAVAIL] = "prog unavail",
	[RPC_PROG_MISMATCH] = "mismatch",
	[RPC_PROC_UNAVAIL] = "proc unavail",
	[RPC_GARBAGE_ARGS] = "garbage args",
	[RPC_SYSTEM_ERR] = "system err",
	[RPC_TIMEOUT] = "timeout",
	[RPC_AUTH_ERROR] = "auth error",
	[RPC_UNKNOWN_ERROR] = "unknown"
};

## Where numbers about the process are written.
global profiling_file: file &redef;

## How often, never if zero.
const profiling_interval = 0 secs &redef;

## At how many of these times numbers are written that take long to find.
const expensive_profiling_multiple = 0 &redef;

## By what packets are profiled.
type pkt_profile_modes: enum {
	PKT_PROFILE_MODE_NONE,
	PKT_PROFILE_MODE_SECS,
	PKT_PROFILE_MODE_PKTS,
	PKT_PROFILE_MODE_BYTES,
};

## By what packets are profiled.
const pkt_profile_mode = PKT_PROFILE_MODE_NONE &redef;

## How often.
const pkt_profile_freq = 0.0 &redef;

## Where that is written.
global pkt_profile_file: file &redef;

## The header of a DNS message.
type dns_msg: record {
	id: count;
	opcode: count;
	rcode: count;
	QR: bool;
	AA: bool;
	TC: bool;
	RD: bool;
	RA: bool;
	Z: count;
	AD: bool;
	CD: bool;
	num_queries: count;
	num_answers: count;
	num_auth: count;
	num_addl: count;
	is_netbios: bool;
};

## The data of a zone.
type dns_soa: record {
	mname: string;
	rname: string;
	serial: count;
	refresh: interval;
	retry: interval;
	expire: interval;
	minimum: interval;
};

## An EDNS record and its options.
type dns_edns_additional: record {
	query: string;
	qtype: count;
	t: count;
	payload_size: count;
	extended_rcode: count;
	version: count;
	z_field: count;
	TTL: interval;
	is_query: count;
};

type dns_edns_ecs: record {
	family: string;
	source_prefix_len: count;
	scope_prefix_len: count;
	address: addr;
};

type dns_edns_tcp_keepalive: record {
	keepalive_timeout_omitted: bool;
	keepalive_timeout: count;
};

type dns_edns_cookie: record {
	client_cookie: string;
	server_cookie: string &default="";
};

## Records for keys and signatures.
type dns_tkey: record {
	query: string;
	qtype: count;
	alg_name: string;
	inception: time;
	expiration: time;
	mode: count;
	rr_error: count;
	key_data: string;
	is_query: count;
};

type dns_tsig_additional: record {
	query: string;
	qtype: count;
	alg_name: string;
	sig: string;
	time_signed: time;
	fudge: time;
	orig_id: count;
	rr_error: count;
	is_query: count;
};

type dns_rrsig_rr: record {
	query: string;
	answer_type: count;
	type_covered: count;
	algorithm: count;
	labels: count;
	orig_ttl: interval;
	sig_exp: time;
	sig_incep: time;
	key_tag: count;
	signer_name: string;
	signature: string;
	is_query: count;
};

type dns_dnskey_rr: record {
	query: string;
	answer_type: count;
	flags: count;
	protocol: count;
	algorithm: count;
	public_key: string;
	is_query: count;
};

type dns_nsec3_rr: record {
	query: string;
	answer_type: count;
	nsec_flags: count;
	nsec_hash_algo: count;
	nsec_iter: count;
	nsec_salt_len: count;
	nsec_salt: string;
	nsec_hlen: count;
	nsec_hash: string;
	bitmaps: string_vec;
	is_query: count;
};

type dns_nsec3param_rr: record {
	query: string;
	answer_type: count;
	nsec_flags: count;
	nsec_hash_algo: count;
	nsec_iter: count;
	nsec_salt_len: count;
	nsec_salt: string;
	is_query: count;
};

type dns_ds_rr: record {
	query: string;
	answer_type: count;
	key_tag: count;
	algorithm: count;
	digest_type: count;
	digest_val: string;
	is_query: count;
};

type dns_binds_rr: record {
	query: string;
	answer_type: count;
	algorithm: count;
	key_id: count;
	removal_flag: count;
	complete_flag: count;
	is_query: count;
};

## A place.
type dns_loc_rr: record {
	query: string;
	answer_type: count;
	version: count;
	size: count;
	horiz_pre: count;
	vert_pre: count;
	latitude: count;
	longitude: count;
	altitude: count;
	is_query: count;
};

## A parameter of an SVCB or HTTPS record.
type dns_svcb_param: record {
	key: count;
	mandatory: vector of count &optional;
	alpn: vector of string &optional;
	p: count &optional;
	hint: vector of addr &optional;
	ech: string &optional;
	raw: string &optional;
};

type dns_svcb_param_vec: vector of dns_svcb_param;

## An SVCB or HTTPS record.
type dns_svcb_rr: record {
	svc_priority: count;
	target_name: string;
	svc_params: dns_svcb_param_vec &optional;
};

## A rule that rewrites names.
type dns_naptr_rr: record {
	order: count;
	preference: count;
	flags: string;
	service: string;
	regexp: string;
	replacement: string;
};

## Sections of a DNS message.
const DNS_QUERY = 0;

const DNS_ANS = 1;
const DNS_AUTH = 2;
const DNS_ADDL = 3;
const DNS_PREREQUISITE = 4;
const DNS_UPDATE = 5;

## What all records have in common.
type dns_answer: record {
	answer_type: count;
	query: string;
	qtype: count;
	qclass: count;
	TTL: interval;
};

## Servers whose authority sections are passed over.
global dns_skip_auth: set[addr] &redef;

## Servers whose additional sections are passed over.
global dns_skip_addl: set[addr] &redef;

## Passes over all authority sections.
global dns_skip_all_auth = T &redef;

## Passes over all additional sections.
global dns_skip_all_addl = T &redef;

## How many questions a message may have.
global dns_max_queries = 25 &redef;

## How many pointers a name may have.
global dns_max_compression_chain_depth = 20 &redef;

## How many messages a connection had.
type http_stats_rec: record {
	num_requests: count;
	num_replies: count;
	request_version: double;
	reply_version: double;
};

## A message that has ended.
type http_message_stat: record {
	start: time;
	interrupted: bool;
	finish_msg: string;
	body_length: count;
	content_gap_length: count;
	header_length: count;
};

## How many bytes of a body are handed on at a time.
global http_entity_data_delivery_size = 1500 &redef;

## Passes over all bodies.
const skip_http_data = F &redef;

## The longest URI, -1 for any.
const truncate_http_URI = -1 &redef;

## Who joined a channel.
type irc_join_info: record {
	nick: string;
	channel: string;
	password: string;
	usermode: string;
};

type irc_join_list: set[irc_join_info];

## A signature that matched.
type signature_state: record {
	sig_id: string;
	conn: connection;
	is_orig: bool;
	payload_size: count;
};

## Values of BitTorrent.
type bittorrent_peer: record {
	h: addr;
	p: port;
};

type bittorrent_peer_set: set[bittorrent_peer];

type bittorrent_benc_value: record {
	i: int &optional;
	s: string &optional;
	d: string &optional;
	l: string &optional;
};

type bittorrent_benc_dir: table[string] of bittorrent_benc_value;
type bt_tracker_headers: table[string] of string;

## Values of Modbus.
type ModbusCoils: vector of bool;

type ModbusRegisters: vector of count;

type ModbusHeaders: record {
	tid: count;
	pid: count;
	uid: count;
	function_code: count;
	len: count;
};

type ModbusFileRecordRequest: record {
	ref_type: count;
	file_num: count;
	record_num: count;
	record_len: count;
};

type ModbusFileRecordRequests: vector of ModbusFileRecordRequest;

type ModbusFileRecordResponse: record {
	file_len: count;
	ref_type: count;
	record_data: string;
};

type ModbusFileRecordResponses: vector of ModbusFileRecordResponse;

type ModbusFileReference: record {
	ref_type: count;
	file_num: count;
	record_num: count;
	record_len: count;
	record_data: string;
};

type ModbusFileReferences: vector of ModbusFileReference;

module Analyzer;

export {
	## Called before an analyzer is taken off a connection; a `break` keeps it.
	type disabling_analyzer: hook(c: connection, atype: AllAnalyzers::Tag, aid: count) &redef;
}

module NFS3;

export {
	## Whether events get the data that is read and written.
	const return_data = F &redef;

	## How much of it.
	const return_data_max = 512 &redef;

	## Whether only that at the beginning of a file.
	const return_data_first_only = T &redef;

	## Arguments and results of NFS version 3 (RFC 1813).
	type info_t: record {
		rpc_stat: rpc_status;
		nfs_stat: status_t;
		req_start: time;
		req_dur: interval;
		req_len: count;
		rep_start: time;
		rep_dur: interval;
		rep_len: count;
		rpc_uid: count;
		rpc_gid: count;
		rpc_stamp: count;
		rpc_machine_name: string;
		rpc_auxgids: index_vec;
	};

	type sattr_t: record {
		mode: count &optional;
		uid: count &optional;
		gid: count &optional;
		size: count &optional;
		atime: time_how_t &optional;
		mtime: time_how_t &optional;
	};

	type fattr_t: record {
		ftype: file_type_t;
		mode: count;
		nlink: count;
		uid: count;
		gid: count;
		size: count;
		used: count;
		rdev1: count;
		rdev2: count;
		fsid: count;
		fileid: count;
		atime: time;
		mtime: time;
		ctime: time;
	};

	type symlinkdata_t: record {
		symlink_attributes: sattr_t;
		nfspath: string &optional;
	};

	type diropargs_t: record {
		dirfh: string;
		fname: string;
	};

	type renameopargs_t: record {
		src_dirfh: string;
		src_fname: string;
		dst_dirfh: string;
		dst_fname: string;
	};

	type symlinkargs_t: record {
		link: diropargs_t;
		symlinkdata: symlinkdata_t;
	};

	type linkargs_t: record {
		fh: string;
		link: diropargs_t;
	};

	type sattrargs_t: record {
		fh: string;
		new_attributes: sattr_t;
	};

	type lookup_reply_t: record {
		fh: string &optional;
		obj_attr: fattr_t &optional;
		dir_attr: fattr_t &optional;
	};

	type readargs_t: record {
		fh: string;
		offset: count;
		size: count;
	};

	type read_reply_t: record {
		attr: fattr_t &optional;
		size: count &optional;
		eof: bool &optional;
		data: string &optional;
	};

	type readlink_reply_t: record {
		attr: fattr_t &optional;
		nfspath: string &optional;
	};

	type writeargs_t: record {
		fh: string;
		offset: count;
		size: count;
		stable: stable_how_t;
		data: string &optional;
	};

	type wcc_attr_t: record {
		size: count;
		atime: time;
		mtime: time;
	};

	type link_reply_t: record {
		post_attr: fattr_t &optional;
		preattr: wcc_attr_t &optional;
		postattr: fattr_t &optional;
	};

	type sattr_reply_t: record {
		dir_pre_attr: wcc_attr_t &optional;
		dir_post_attr: fattr_t &optional;
	};

	type write_reply_t: record {
		preattr: wcc_attr_t &optional;
		postattr: fattr_t &optional;
		size: count &optional;
		commited: stable_how_t &optional;
		verf: count &optional;
	};

	type newobj_reply_t: record {
		fh: string &optional;
		obj_attr: fattr_t &optional;
		dir_pre_attr: wcc_attr_t &optional;
		dir_post_attr: fattr_t &optional;
	};

	type delobj_reply_t: record {
		dir_pre_attr: wcc_attr_t &optional;
		dir_post_attr: fattr_t &optional;
	};

	type renameobj_reply_t: record {
		src_dir_pre_attr: wcc_attr_t;
		src_dir_post_attr: fattr_t;
		dst_dir_pre_attr: wcc_attr_t;
		dst_dir_post_attr: fattr_t;
	};

	type readdirargs_t: record {
		isplus: bool;
		dirfh: string;
		cookie: count;
		cookieverf: count;
		dircount: count;
		maxcount: count &optional;
	};

	type direntry_t: record {
		fileid: count;
		fname: string;
		cookie: count;
		attr: fattr_t &optional;
		fh: string &optional;
	};

	type direntry_vec_t: vector of direntry_t;

	type readdir_reply_t: record {
		isplus: bool;
		dir_attr: fattr_t &optional;
		cookieverf: count &optional;
		entries: direntry_vec_t &optional;
		eof: bool;
	};

	type fsstat_t: record {
		attrs: fattr_t &optional;
		tbytes: double;
		fbytes: double;
		abytes: double;
		tfiles: double;
		ffiles: double;
		afiles: double;
		invarsec: interval;
	};
}

module MIME;

export {
	## How many parts may be in one another.
	const max_depth = 100 &redef;

	## The longest headers of a part.
	const max_header_bytes = 65536 &redef;
}

module MOUNT3;

export {
	## Arguments and results of the mount protocol.
	type info_t: record {
		rpc_stat: rpc_status;
		mnt_stat: status_t;
		req_start: time;
		req_dur: interval;
		req_len: count;
		rep_start: time;
		rep_dur: interval;
		rep_len: count;
		rpc_uid: count;
		rpc_gid: count;
		rpc_stamp: count;
		rpc_machine_name: string;
		rpc_auxgids: index_vec;
	};

	type dirmntargs_t: record {
		dirname: string;
	};

	type mnt_reply_t: record {
		dirfh: string &optional;
		auth_flavors: vector of auth_flavor_t &optional;
	};
}

module Log;

export {
	## How long rows may wait.
	const flush_interval = 1.0sec &redef;

	## How many rows may wait.
	const write_buffer_size = 1000 &redef;

	## The largest row.
	const max_log_record_size = 1024*1024*64 &redef;

	## The longest string in a field.
	const default_max_field_string_bytes = 4096 &redef;

	## The most elements of a set or vector in a field.
	const default_max_field_container_elements = 100 &redef;

	## How long all strings of a row may be together.
	const default_max_total_string_bytes = 256000 &redef;

	## How many elements the sets and vectors of a row may have together.
	const default_max_total_container_elements = 500 &redef;
}

module POP3;

export {
	## How many commands may wait for an answer.
	const max_pending_commands = 10 &redef;

	## How many commands may be unknown.
	const max_unknown_client_commands = 10 &redef;
}

module Threading;

export {
	## How often readers look at their sources.
	const heartbeat_interval = 1.0 secs &redef;
}

module SSH;

export {
	## Algorithms that a side offers, the preferred first.
	type Algorithm_Prefs: record {
		client_to_server: vector of string &optional;
		server_to_client: vector of string &optional;
	};

	## All that a side offers.
	type Capabilities: record {
		kex_algorithms: string_vec;
		server_host_key_algorithms: string_vec;
		encryption_algorithms: Algorithm_Prefs;
		mac_algorithms: Algorithm_Prefs;
		compression_algorithms: Algorithm_Prefs;
		languages: Algorithm_Prefs &optional;
		is_server: bool;
	};

	## The longest packet.
	const max_packet_length = 8 * 1024 * 1024 &redef;

	## The longest string.
	const max_string_length = 2 * 1024 * 1024 &redef;

	## How many algorithms of each kind may be offered.
	const max_kexinit_kex_algorithms = 100 &redef;

	const max_kexinit_hostkey_algorithms = 100 &redef;
	const max_kexinit_encryption_algorithms = 100 &redef;
	const max_kexinit_mac_algorithms = 100 &redef;
	const max_kexinit_compression_algorithms = 100 &redef;
	const max_kexinit_languages = 100 &redef;
}

module NTLM;

export {
	## Messages of NTLM.
	type NTLM::Version: record {
		major: count;
		minor: count;
		build: count;
		ntlmssp: count;
	};

	type NTLM::NegotiateFlags: record {
		negotiate_56: bool;
		negotiate_key_exch: bool;
		negotiate_128: bool;
		negotiate_version: bool;
		negotiate_target_info: bool;
		request_non_nt_session_key: bool;
		negotiate_identify: bool;
		negotiate_extended_sessionsecurity: bool;
		target_type_server: bool;
		target_type_domain: bool;
		negotiate_always_sign: bool;
		negotiate_oem_workstation_supplied: bool;
		negotiate_oem_domain_supplied: bool;
		negotiate_anonymous_connection: bool;
		negotiate_ntlm: bool;
		negotiate_lm_key: bool;
		negotiate_datagram: bool;
		negotiate_seal: bool;
		negotiate_sign: bool;
		request_target: bool;
		negotiate_oem: bool;
		negotiate_unicode: bool;
	};

	type NTLM::Negotiate: record {
		flags: NTLM::NegotiateFlags;
		domain_name: string &optional;
		workstation: string &optional;
		version: NTLM::Version &optional;
	};

	type NTLM::AVs: record {
		nb_computer_name: string;
		nb_domain_name: string;
		dns_computer_name: string &optional;
		dns_domain_name: string &optional;
		dns_tree_name: string &optional;
		constrained_auth: bool &optional;
		timestamp: time &optional;
		single_host_id: count &optional;
		target_name: string &optional;
	};

	type NTLM::Challenge: record {
		flags: NTLM::NegotiateFlags;
		challenge: count;
		target_name: string &optional;
		version: NTLM::Version &optional;
		target_info: NTLM::AVs &optional;
	};

	type NTLM::Authenticate: record {
		flags: NTLM::NegotiateFlags;
		domain_name: string &optional;
		user_name: string &optional;
		workstation: string &optional;
		session_key: string &optional;
		version: NTLM::Version &optional;
		response: string &optional;
	};
}

module SMB;

export {
	## The times of a file.
	type SMB::MACTimes: record {
		modified: time &log;
		modified_raw: count;
		accessed: time &log;
		accessed_raw: count;
		created: time &log;
		created_raw: count;
		changed: time &log;
		changed_raw: count;
	};

	## Names of pipes.
	const SMB::pipe_filenames: set[string] &redef;

	## How many messages may wait for an answer.
	const SMB::max_pending_messages = 1000 &redef;

	## How many pipes of a connection are analyzed.
	const max_dce_rpc_analyzers = 1000 &redef;

	## How many commands may be in a message.
	const SMB::max_andx_depth = 10 &redef;
}

module SMB1;

export {
	## Headers and messages of SMB version 1.
	type SMB1::Header: record {
		command: count;
		status: count;
		flags: count;
		flags2: count;
		tid: count;
		pid: count;
		uid: count;
		mid: count;
	};

	type SMB1::NegotiateRawMode: record {
		read_raw: bool;
		write_raw: bool;
	};

	type SMB1::NegotiateCapabilities: record {
		raw_mode: bool;
		mpx_mode: bool;
		unicode: bool;
		large_files: bool;
		nt_smbs: bool;
		rpc_remote_apis: bool;
		status32: bool;
		level_2_oplocks: bool;
		lock_and_read: bool;
		nt_find: bool;
		dfs: bool;
		infolevel_passthru: bool;
		large_readx: bool;
		large_writex: bool;
		unix: bool;
		bulk_transfer: bool;
		compressed_data: bool;
		extended_security: bool;
	};

	type SMB1::NegotiateResponseSecurity: record {
		user_level: bool;
		challenge_response: bool;
		signatures_enabled: bool &optional;
		signatures_required: bool &optional;
	};

	type SMB1::NegotiateResponseCore: record {
		dialect_index: count;
	};

	type SMB1::NegotiateResponseLANMAN: record {
		word_count: count;
		dialect_index: count;
		security_mode: SMB1::NegotiateResponseSecurity;
		max_buffer_size: count;
		max_mpx_count: count;
		max_number_vcs: count;
		raw_mode: SMB1::NegotiateRawMode;
		session_key: count;
		server_time: time;
		encryption_key: string;
		primary_domain: string;
	};

	type SMB1::NegotiateResponseNTLM: record {
		word_count: count;
		dialect_index: count;
		security_mode: SMB1::NegotiateResponseSecurity;
		max_buffer_size: count;
		max_mpx_count: count;
		max_number_vcs: count;
		max_raw_size: count;
		session_key: count;
		capabilities: SMB1::NegotiateCapabilities;
		server_time: time;
		encryption_key: string &optional;
		domain_name: string &optional;
		guid: string &optional;
		security_blob: string;
	};

	type SMB1::NegotiateResponse: record {
		core: SMB1::NegotiateResponseCore &optional;
		lanman: SMB1::NegotiateResponseLANMAN &optional;
		ntlm: SMB1::NegotiateResponseNTLM &optional;
	};

	type SMB1::SessionSetupAndXCapabilities: record {
		unicode: bool;
		large_files: bool;
		nt_smbs: bool;
		status32: bool;
		level_2_oplocks: bool;
		nt_find: bool;
	};

	type SMB1::SessionSetupAndXRequest: record {
		word_count: count;
		max_buffer_size: count;
		max_mpx_count: count;
		vc_number: count;
		session_key: count;
		native_os: string;
		native_lanman: string;
		account_name: string &optional;
		account_password: string &optional;
		primary_domain: string &optional;
		case_insensitive_password: string &optional;
		case_sensitive_password: string &optional;
		security_blob: string &optional;
		capabilities: SMB1::SessionSetupAndXCapabilities &optional;
	};

	type SMB1::SessionSetupAndXResponse: record {
		word_count: count;
		is_guest: bool &optional;
		native_os: string &optional;
		native_lanman: string &optional;
		primary_domain: string &optional;
		security_blob: string &optional;
	};

	type SMB1::Trans2_Args: record {
		total_param_count: count;
		total_data_count: count;
		max_param_count: count;
		max_data_count: count;
		max_setup_count: count;
		flags: count;
		trans_timeout: count;
		param_count: count;
		param_offset: count;
		data_count: count;
		data_offset: count;
		setup_count: count;
	};

	type SMB1::Trans_Sec_Args: record {
		total_param_count: count;
		total_data_count: count;
		param_count: count;
		param_offset: count;
		param_displacement: count;
		data_count: count;
		data_offset: count;
		data_displacement: count;
	};

	type SMB1::Trans2_Sec_Args: record {
		total_param_count: count;
		total_data_count: count;
		param_count: count;
		param_offset: count;
		param_displacement: count;
		data_count: count;
		data_offset: count;
		data_displacement: count;
		FID: count;
	};

	type SMB1::Find_First2_Request_Args: record {
		search_attrs: count;
		search_count: count;
		flags: count;
		info_level: count;
		search_storage_type: count;
		file_name: string;
	};

	type SMB1::Find_First2_Response_Args: record {
		sid: count;
		search_count: count;
		end_of_search: bool;
		ext_attr_error: string &optional;
	};
}

module SMB2;

export {
	## Headers and messages of SMB versions 2 and 3.
	type SMB2::Header: record {
		credit_charge: count;
		status: count;
		command: count;
		credits: count;
		flags: count;
		message_id: count;
		process_id: count;
		tree_id: count;
		session_id: count;
		signature: string;
	};

	type SMB2::GUID: record {
		persistent: count;
		volatile: count;
	};

	type SMB2::FileAttrs: record {
		read_only: bool;
		hidden: bool;
		system: bool;
		directory: bool;
		archive: bool;
		normal: bool;
		temporary: bool;
		sparse_file: bool;
		reparse_point: bool;
		compressed: bool;
		offline: bool;
		not_content_indexed: bool;
		encrypted: bool;
		integrity_stream: bool;
		no_scrub_data: bool;
	};

	type SMB2::CloseResponse: record {
		alloc_size: count;
		eof: count;
		times: SMB::MACTimes;
		attrs: SMB2::FileAttrs;
	};

	type SMB2::PreAuthIntegrityCapabilities: record {
		hash_alg_count: count;
		salt_length: count;
		hash_alg: vector of count;
		salt: string;
	};

	type SMB2::EncryptionCapabilities: record {
		cipher_count: count;
		ciphers: vector of count;
	};

	type SMB2::CompressionCapabilities: record {
		alg_count: count;
		algs: vector of count;
	};

	type SMB2::NegotiateContextValue: record {
		context_type: count;
		data_length: count;
		preauth_info: SMB2::PreAuthIntegrityCapabilities &optional;
		encryption_info: SMB2::EncryptionCapabilities &optional;
		compression_info: SMB2::CompressionCapabilities &optional;
		netname: string &optional;
	};

	type SMB2::NegotiateContextValues: vector of SMB2::NegotiateContextValue;

	type SMB2::NegotiateResponse: record {
		dialect_revision: count;
		security_mode: count;
		server_guid: SMB2::GUID;
		system_time: time;
		server_start_time: time;
		negotiate_context_count: count;
		negotiate_context_values: SMB2::NegotiateContextValues;
	};

	type SMB2::SessionSetupRequest: record {
		security_mode: count;
	};

	type SMB2::SessionSetupFlags: record {
		guest: bool;
		anonymous: bool;
		encrypt: bool;
	};

	type SMB2::SessionSetupResponse: record {
		flags: SMB2::SessionSetupFlags;
	};

	type SMB2::TreeConnectResponse: record {
		share_type: count;
	};

	type SMB2::CreateRequest: record {
		filename: string;
		disposition: count;
		create_options: count;
	};

	type SMB2::CreateResponse: record {
		file_id: SMB2::GUID;
		size: count;
		times: SMB::MACTimes;
		attrs: SMB2::FileAttrs;
		create_action: count;
	};

	type SMB2::Fscontrol: record {
		free_space_start_filtering: int;
		free_space_threshold: int;
		free_space_stop_filtering: int;
		delete_quota_threshold: count;
		default_quota_limit: count;
		fs_control_flags: count;
	};

	type SMB2::FileEA: record {
		ea_name: string;
		ea_value: string;
	};

	type SMB2::FileEAs: vector of SMB2::FileEA;

	type SMB2::Transform_header: record {
		signature: string;
		nonce: string;
		orig_msg_size: count;
		flags: count;
		session_id: count;
	};
}

module DHCP;

export {
	## Messages of DHCP and their options.
	type DHCP::Addrs: vector of addr;

	type DHCP::Msg: record {
		op: count;
		m_type: count;
		xid: count;
		secs: interval;
		flags: count;
		ciaddr: addr;
		yiaddr: addr;
		siaddr: addr;
		giaddr: addr;
		chaddr: string;
		sname: string &default="";
		file_n: string &default="";
	};

	type DHCP::ClientID: record {
		hwtype: count;
		hwaddr: string;
	};

	type DHCP::ClientFQDN: record {
		flags: count;
		rcode1: count;
		rcode2: count;
		domain_name: string;
	};

	type DHCP::SubOpt: record {
		code: count;
		value: string;
	};

	type DHCP::SubOpts: vector of DHCP::SubOpt;

	type DHCP::Options: record {
		options: index_vec &optional;
		subnet_mask: addr &optional;
		routers: DHCP::Addrs &optional;
		dns_servers: DHCP::Addrs &optional;
		host_name: string &optional;
		domain_name: string &optional;
		forwarding: bool &optional;
		broadcast: addr &optional;
		vendor: string &optional;
		nbns: DHCP::Addrs &optional;
		addr_request: addr &optional;
		lease: interval &optional;
		serv_addr: addr &optional;
		param_list: index_vec &optional;
		message: string &optional;
		max_msg_size: count &optional;
		renewal_time: interval &optional;
		rebinding_time: interval &optional;
		vendor_class: string &optional;
		client_id: DHCP::ClientID &optional;
		user_class: string &optional;
		client_fqdn: DHCP::ClientFQDN &optional;
		sub_opt: DHCP::SubOpts &optional;
		auto_config: bool &optional;
		auto_proxy_config: string &optional;
		time_offset: int &optional;
		time_servers: DHCP::Addrs &optional;
		name_servers: DHCP::Addrs &optional;
		ntp_servers: DHCP::Addrs &optional;
	};
}

module PE;

export {
	## Headers of Windows programs.
	type PE::DOSHeader: record {
		signature: string;
		used_bytes_in_last_page: count;
		file_in_pages: count;
		num_reloc_items: count;
		header_in_paragraphs: count;
		min_extra_paragraphs: count;
		max_extra_paragraphs: count;
		init_relative_ss: count;
		init_sp: count;
		checksum: count;
		init_ip: count;
		init_relative_cs: count;
		addr_of_reloc_table: count;
		overlay_num: count;
		oem_id: count;
		oem_info: count;
		addr_of_new_exe_header: count;
	};

	type PE::FileHeader: record {
		machine: count;
		ts: time;
		sym_table_ptr: count;
		num_syms: count;
		optional_header_size: count;
		characteristics: set[count];
	};

	type PE::OptionalHeader: record {
		magic: count;
		major_linker_version: count;
		minor_linker_version: count;
		size_of_code: count;
		size_of_init_data: count;
		size_of_uninit_data: count;
		addr_of_entry_point: count;
		base_of_code: count;
		base_of_data: count &optional;
		image_base: count;
		section_alignment: count;
		file_alignment: count;
		os_version_major: count;
		os_version_minor: count;
		major_image_version: count;
		minor_image_version: count;
		major_subsys_version: count;
		minor_subsys_version: count;
		size_of_image: count;
		size_of_headers: count;
		checksum: count;
		subsystem: count;
		dll_characteristics: set[count];
		table_sizes: vector of count;
	};

	type PE::SectionHeader: record {
		name: string;
		virtual_size: count;
		virtual_addr: count;
		size_of_raw_data: count;
		ptr_to_raw_data: count;
		ptr_to_relocs: count;
		ptr_to_line_nums: count;
		num_of_relocs: count;
		num_of_line_nums: count;
		characteristics: set[count];
	};
}

module SSL;

export {
	## Parts of TLS messages.
	type SignatureAndHashAlgorithm: record {
		HashAlgorithm: count;
		SignatureAlgorithm: count;
	};

	type PSKIdentity: record {
		identity: string;
		obfuscated_ticket_age: count;
	};

	## How many packets may have a wrong version.
	const SSL::dtls_max_version_errors = 10 &redef;

	## How many of these are reported.
	const SSL::dtls_max_reported_version_errors = 1 &redef;

	## How many alerts may be in a record.
	const SSL::max_alerts_per_record = 10 &redef;
}

module GLOBAL;

type signature_and_hashalgorithm_vec: vector of SSL::SignatureAndHashAlgorithm;
type psk_identity_vec: vector of SSL::PSKIdentity;

module X509;

export {
	## Certificates and their extensions (RFC 5280).
	type Certificate: record {
		## The version, which is 3 today.
		version: count &log;
		## The serial number in hexadecimal digits.
		serial: string &log;
		## Whom it is for.
		subject: string &log;
		## Who signed it.
		issuer: string &log;
		cn: string &optional;
		## When it begins to hold.
		not_valid_before: time &log;
		## When it ends.
		not_valid_after: time &log;
		## The algorithm of its key.
		key_alg: string &log;
		## The algorithm of its signature.
		sig_alg: string &log;
		## The kind of its key: `rsa`, `dsa` or `ecdsa`.
		key_type: string &optional &log;
		## The bits of its key.
		key_length: count &optional &log;
		## The public exponent of an RSA key.
		exponent: string &optional &log;
		## The curve of a key for elliptic curves.
		curve: string &optional &log;
		tbs_sig_alg: string;
	};

	type Extension: record {
		name: string;
		short_name: string &optional;
		oid: string;
		critical: bool;
		value: string;
	};

	type BasicConstraints: record {
		## Whether it may sign other certificates.
		ca: bool;
		## How many of those may stand between it and the last.
		path_len: count &optional;
	} &log;

	type SubjectAlternativeName: record {
		## Names of hosts.
		dns: string_vec &optional &log;
		## URIs.
		uri: string_vec &optional &log;
		## Addresses of mail.
		email: string_vec &optional &log;
		## Addresses.
		ip: addr_vec &optional &log;
		other_fields: bool;
	};

	type Result: record {
		result: int;
		result_string: string;
		chain_certs: vector of opaque of x509 &optional;
	};
}

module SOCKS;

export {
	## A host by address or name.
	type Address: record {
		host: addr &optional;
		name: string &optional;
	} &log;
}

module RADIUS;

export {
	## Messages of RADIUS and their attributes.
	type RADIUS::AttributeList: vector of string;

	type RADIUS::Attributes: table[count] of RADIUS::AttributeList;

	type RADIUS::Message: record {
		code: count;
		trans_id: count;
		authenticator: string;
		attributes: RADIUS::Attributes &optional;
	};
}

module RDP;

export {
	## What a client of RDP says of itself.
	type RDP::EarlyCapabilityFlags: record {
		support_err_info_pdu: bool;
		want_32bpp_session: bool;
		support_statusinfo_pdu: bool;
		strong_asymmetric_keys: bool;
		support_monitor_layout_pdu: bool;
		support_netchar_autodetect: bool;
		support_dynvc_gfx_protocol: bool;
		support_dynamic_time_zone: bool;
		support_heartbeat_pdu: bool;
	};

	type RDP::ClientCoreData: record {
		version_major: count;
		version_minor: count;
		desktop_width: count;
		desktop_height: count;
		color_depth: count;
		sas_sequence: count;
		keyboard_layout: count;
		client_build: count;
		client_name: string;
		keyboard_type: count;
		keyboard_sub: count;
		keyboard_function_key: count;
		ime_file_name: string;
		post_beta2_color_depth: count &optional;
		client_product_id: count &optional;
		serial_number: count &optional;
		high_color_depth: count &optional;
		supported_color_depths: count &optional;
		ec_flags: RDP::EarlyCapabilityFlags &optional;
		dig_product_id: string &optional;
	};

	type RDP::ClientSecurityData: record {
		encryption_methods: count;
		ext_encryption_methods: count;
	};

	type RDP::ClientChannelDef: record {
		name: string;
		options: count;
		initialized: bool;
		encrypt_rdp: bool;
		encrypt_sc: bool;
		encrypt_cs: bool;
		pri_high: bool;
		pri_med: bool;
		pri_low: bool;
		compress_rdp: bool;
		compress: bool;
		show_protocol: bool;
		persistent: bool;
	};

	type RDP::ClientClusterData: record {
		flags: count;
		redir_session_id: count;
		redir_supported: bool;
		svr_session_redir_version_mask: count;
		redir_sessionid_field_valid: bool;
		redir_smartcard: bool;
	};

	type RDP::ClientChannelList: vector of ClientChannelDef;
}

module SNMP;

export {
	## Headers and messages of SNMP.
	type SNMP::HeaderV1: record {
		community: string;
	};

	type SNMP::HeaderV2: record {
		community: string;
	};

	type SNMP::ScopedPDU_Context: record {
		engine_id: string;
		name: string;
	};

	type SNMP::UserSecurityParameters: record {
		AuthoritativeEngineID: string;
		AuthoritativeEngineBoots: int;
		AuthoritativeEngineTime: int;
		UserName: string;
		AuthenticationParameters: string;
		PrivacyParameters: string;
	};

	type SNMP::HeaderV3: record {
		id: count;
		max_size: count;
		flags: count;
		auth_flag: bool;
		priv_flag: bool;
		reportable_flag: bool;
		security_model: count;
		security_params: string;
		pdu_context: SNMP::ScopedPDU_Context &optional;
		user_security_parameters: SNMP::UserSecurityParameters &optional;
	};

	type SNMP::Header: record {
		version: count;
		v1: SNMP::HeaderV1 &optional;
		v2: SNMP::HeaderV2 &optional;
		v3: SNMP::HeaderV3 &optional;
	};

	type SNMP::ObjectValue: record {
		tag: count;
		oid: string &optional;
		signed: int &optional;
		unsigned: count &optional;
		address: addr &optional;
		octets: string &optional;
	};

	## Types of values, by their ASN.1 tags.
	const SNMP::OBJ_INTEGER_TAG: count = 0x02;

	const SNMP::OBJ_OCTETSTRING_TAG: count = 0x04;
	const SNMP::OBJ_UNSPECIFIED_TAG: count = 0x05;
	const SNMP::OBJ_OID_TAG: count = 0x06;
	const SNMP::OBJ_IPADDRESS_TAG: count = 0x40;
	const SNMP::OBJ_COUNTER32_TAG: count = 0x41;
	const SNMP::OBJ_UNSIGNED32_TAG: count = 0x42;
	const SNMP::OBJ_TIMETICKS_TAG: count = 0x43;
	const SNMP::OBJ_OPAQUE_TAG: count = 0x44;
	const SNMP::OBJ_COUNTER64_TAG: count = 0x46;
	const SNMP::OBJ_NOSUCHOBJECT_TAG: count = 0x80;
	const SNMP::OBJ_NOSUCHINSTANCE_TAG: count = 0x81;
	const SNMP::OBJ_ENDOFMIBVIEW_TAG: count = 0x82;

	type SNMP::Binding: record {
		oid: string;
		value: SNMP::ObjectValue;
	};

	type SNMP::Bindings: vector of SNMP::Binding;

	type SNMP::PDU: record {
		request_id: int;
		error_status: int;
		error_index: int;
		bindings: SNMP::Bindings;
	};

	type SNMP::TrapPDU: record {
		enterprise: string;
		agent: addr;
		generic_trap: int;
		specific_trap: int;
		time_stamp: count;
		bindings: SNMP::Bindings;
	};

	type SNMP::BulkPDU: record {
		request_id: int;
		non_repeaters: count;
		max_repetitions: count;
		bindings: SNMP::Bindings;
	};
}

module KRB;

export {
	## A file with keys, to decrypt tickets.
	const keytab = "" &redef;

	## Messages of Kerberos and their parts.
	type KRB::KDC_Options: record {
		forwardable: bool;
		forwarded: bool;
		proxiable: bool;
		proxy: bool;
		allow_postdate: bool;
		postdated: bool;
		renewable: bool;
		opt_hardware_auth: bool;
		disable_transited_check: bool;
		renewable_ok: bool;
		enc_tkt_in_skey: bool;
		renew: bool;
		validate: bool;
	};

	type KRB::AP_Options: record {
		use_session_key: bool;
		mutual_required: bool;
	};

	type KRB::Type_Value: record {
		data_type: count;
		val: string;
	};

	type KRB::Type_Value_Vector: vector of KRB::Type_Value;

	type KRB::Encrypted_Data: record {
		kvno: count &optional;
		cipher: count;
		ciphertext: string;
	};

	type KRB::Host_Address: record {
		ip: addr &log &optional;
		netbios: string &log &optional;
		unknown: KRB::Type_Value &optional;
	};

	type KRB::Host_Address_Vector: vector of KRB::Host_Address;

	type KRB::SAFE_Msg: record {
		pvno: count;
		msg_type: count;
		data: string;
		timestamp: time &optional;
		seq: count &optional;
		sender: Host_Address &optional;
		recipient: Host_Address &optional;
	};

	type KRB::Error_Msg: record {
		pvno: count &optional;
		msg_type: count &optional;
		client_time: time &optional;
		server_time: time &optional;
		error_code: count;
		client_realm: string &optional;
		client_name: string &optional;
		service_realm: string &optional;
		service_name: string &optional;
		error_text: string &optional;
		pa_data: vector of KRB::Type_Value &optional;
	};

	type KRB::Ticket: record {
		pvno: count;
		realm: string;
		service_name: string;
		cipher: count;
		ciphertext: string &optional;
		authenticationinfo: string &optional;
	};

	type KRB::Ticket_Vector: vector of KRB::Ticket;

	type KRB::KDC_Request: record {
		pvno: count;
		msg_type: count;
		pa_data: vector of KRB::Type_Value &optional;
		kdc_options: KRB::KDC_Options &optional;
		client_name: string &optional;
		service_realm: string &optional;
		service_name: string &optional;
		from: time &optional;
		till: time &optional;
		rtime: time &optional;
		nonce: count &optional;
		encryption_types: vector of count &optional;
		host_addrs: vector of KRB::Host_Address &optional;
		additional_tickets: vector of KRB::Ticket &optional;
	};

	type KRB::KDC_Response: record {
		pvno: count;
		msg_type: count;
		pa_data: vector of KRB::Type_Value &optional;
		client_realm: string &optional;
		client_name: string;
		ticket: KRB::Ticket;
		enc_part: KRB::Encrypted_Data;
	};
}

module JSON;

export {
	## How JSON has times: seconds with a fraction, milliseconds, the same never negative, text by ISO 8601.
	type TimestampFormat: enum {
		TS_EPOCH,
		TS_MILLIS,
		TS_MILLIS_UNSIGNED,
		TS_ISO8601,
	};
}

module Reporter;

export {
	## Whether reports are written to the standard error before the log is there.
	const info_to_stderr = T &redef;

	## Whether warnings are.
	const warnings_to_stderr = T &redef;

	## Whether errors are.
	const errors_to_stderr = T &redef;
}

module Pcap;

export {
	## How many bytes of a packet are captured.
	const snaplen = 9216 &redef;

	## How many MB of packets may wait.
	const bufsize = 128 &redef;

	## How many bytes of a file are read at a time.
	const bufsize_offline_bytes = 128 * 1024 &redef;

	## How long to wait for packets where the system does not tell of them.
	const non_fd_timeout = 20usec &redef;

	## An interface.
	type Interface: record {
		name: string;
		description: string &optional;
		addrs: set[addr];
		is_loopback: bool;
		is_up: bool &optional;
		is_running: bool &optional;
	};

	type Interfaces: set[Pcap::Interface];

	## What has become of a filter.
	type filter_state: enum {
		ok,
		fatal,
		warning
	};
}

module AF_Packet;

export {
	## The size of the ring in bytes.
	const buffer_size = 128 * 1024 * 1024 &redef;

	## The size of a block of it.
	const block_size = 4096 * 8 &redef;

	## After which time a block is handed on that is not full.
	const block_timeout = 10msec &redef;

	## Takes the time of packets from the network card.
	const enable_hw_timestamping = F &redef;

	## Shares packets with other processes.
	const enable_fanout = T &redef;

	## Puts IP fragments together before they are shared.
	const enable_defrag = F &redef;

	## How they are shared.
	const fanout_mode = FANOUT_HASH &redef;

	## The group of processes that share.
	const fanout_id = 23 &redef;

	## The link type.
	const link_type = 1 &redef;

	## Whether checksums are looked at.
	const checksum_validation_mode: ChecksumMode = CHECKSUM_ON &redef;
}

module DCE_RPC;

export {
	## How many calls of a connection may be in pieces.
	const max_cmd_reassembly = 20 &redef;

	## How large they may be.
	const max_frag_data = 30000 &redef;
}

module NCP;

export {
	## The largest frame.
	const max_frame_size = 65536 &redef;
}

module NTP;

export {
	## Messages of NTP.
	type NTP::StandardMessage: record {
		stratum: count;
		poll: interval;
		precision: interval;
		root_delay: interval;
		root_disp: interval;
		kiss_code: string &optional;
		ref_id: string &optional;
		ref_addr: addr &optional;
		ref_time: time;
		org_time: time;
		rec_time: time;
		xmt_time: time;
		key_id: count &optional;
		digest: string &optional;
		num_exts: count &default=0;
	};

	type NTP::ControlMessage: record {
		op_code: count;
		resp_bit: bool;
		err_bit: bool;
		more_bit: bool;
		sequence: count;
		status: count;
		association_id: count;
		data: string &optional;
		key_id: count &optional;
		crypto_checksum: string &optional;
	};

	type NTP::Mode7Message: record {
		req_code: count;
		auth_bit: bool;
		sequence: count;
		implementation: count;
		err: count;
		data: string &optional;
	};

	type NTP::Message: record {
		version: count;
		mode: count;
		std_msg: NTP::StandardMessage &optional;
		control_msg: NTP::ControlMessage &optional;
		mode7_msg: NTP::Mode7Message &optional;
	};
}

module MQTT;

export {
	## Messages of MQTT.
	type MQTT::ConnectMsg: record {
		protocol_name: string;
		protocol_version: count;
		client_id: string;
		keep_alive: interval;
		clean_session: bool;
		will_retain: bool;
		will_qos: count;
		will_topic: string &optional;
		will_msg: string &optional;
		username: string &optional;
		password: string &optional;
	};

	type MQTT::ConnectAckMsg: record {
		return_code: count;
		session_present: bool;
	};

	type MQTT::PublishMsg: record {
		dup: bool;
		qos: count;
		retain: bool;
		topic: string;
		payload: string;
		payload_len: count;
	};

	## How much of a message is logged.
	option max_payload_size = 100;
}

module Gnutella;

export {
	## The longest line.
	const max_line_length = 8192 &redef;

	## The longest headers.
	const max_header_length = 32768 &redef;
}

module Finger;

export {
	## The longest line.
	option max_line_length = 1024;
}

module Cluster;

export {
	## A pool of nodes.
	type Cluster::Pool: record {};

	## How nodes talk.
	const backend = Cluster::CLUSTER_BACKEND_NONE &redef;

	## How events are written for other nodes.
	const event_serializer = Cluster::EVENT_SERIALIZER_BROKER_BIN_V1 &redef;

	## How rows of logs are written for other nodes.
	const log_serializer = Cluster::LOG_SERIALIZER_ZEEK_BIN_V1 &redef;

	## How many changes of a table are sent at a time.
	option default_table_publish_on_change_max_batch_size = 10;

	## How long they may wait for others.
	option default_table_publish_on_change_max_batch_delay = 10msec;

	## How changes of a table are told to other nodes.
	type PublishOnChangeAttr: record {
		changes: set[TableChange];
		topic: any &optional;
		max_batch_size: count &default=default_table_publish_on_change_max_batch_size;
		max_batch_delay: interval &default=default_table_publish_on_change_max_batch_delay;
	};

	## A change of a table.
	type TableChangeInfo: record {
		change: TableChange;
		ts: time;
		index: vector of any;
		value: any &optional;
		previous_value: any &optional;
	};

	type TableChangeInfos: vector of TableChangeInfo;

	## What changes have in common.
	type TableChangeHeader: record {
		id: string;
		ts: time;
		node_id: string;
	};

	## Raised when a table has changed on another node.
	global table_change_infos: event(tcheader: TableChangeHeader, tcinfos: TableChangeInfos);

	## Asks to pass on such changes.
	global forward_table_change_infos: event(tcheader: TableChangeHeader, tcinfos: TableChangeInfos, to_topic: string);

	## Called before changes are made; a `break` forbids them.
	global apply_table_change_infos_policy: hook(tcheader: TableChangeHeader, tcinfos: TableChangeInfos);
}

module Weird;

export {
	## Kinds of activity that are always reported.
	option sampling_whitelist: set[string] = {};

	## Kinds of activity that are counted together, whatever connection they are about.
	option sampling_global_list: set[string] = {};

	## How often each kind is reported before sampling begins.
	option sampling_threshold: count = 25;

	## Of how many one is reported then, none if 0.
	option sampling_rate: count = 1000;

	## After which time counting begins anew.
	option sampling_duration = 10min;
}

module UnknownProtocol;

export {
	## How often each unknown protocol is reported before sampling begins.
	const sampling_threshold: count = 3 &redef;

	## Of how many one is reported then, none if 0.
	const sampling_rate: count = 100000 &redef;

	## After which time counting begins anew.
	const sampling_duration = 1hr &redef;

	## How many bytes are reported.
	const first_bytes_count = 10 &redef;
}

module BinPAC;

export {
	## The largest buffer of a parser; a message that needs more is an error.
	const flowbuffer_capacity_max = 10 * 1024 * 1024 &redef;

	## What it begins with.
	const flowbuffer_capacity_min = 512 &redef;

	## From which size on it becomes smaller again.
	const flowbuffer_contract_threshold = 2 * 1024 * 1024 &redef;
}

@load base/bif/telemetry_functions.bif
@load base/bif/telemetry_types.bif

module Telemetry;

export {
	## What a metric is.
	type MetricOpts: record {
		prefix: string;
		name: string;
		unit: string &optional;
		help_text: string &optional;
		label_names: vector of string &default=vector();
		is_total: bool &optional;
		bounds: vector of double &optional;
		metric_type: MetricType &optional;
	};

	## The value of a counter or gauge.
	type Metric: record {
		opts: MetricOpts;
		label_names: vector of string &default=vector();
		label_values: vector of string &optional;
		value: double &optional;
	};

	## The values of a histogram.
	type HistogramMetric: record {
		opts: MetricOpts;
		label_names: vector of string &default=vector();
		label_values: vector of string &optional;
		values: vector of double;
		observations: double;
		sum: double;
	};

	## Called before metrics are read, for those who want to update them.
	global sync: hook();

	type MetricVector: vector of Metric;
	type HistogramMetricVector: vector of HistogramMetric;

	## How long that may take.
	const callback_timeout: interval = 5sec &redef;

	## How many requests for metrics are answered at a time.
	const civetweb_threads: count = 2 &redef;
}

module IP;

export {
	## Names of IP protocols by number.
	const protocol_names: table[count] of string = {
		[0] = "hopopt",
		[1] = "icmp",
		[2] = "igmp",
		[3] = "ggp",
		[4] = "ip-in-ip",
		[5] = "st",
		[6] = "tcp",
		[7] = "cbt",
		[8] = "egp",
		[9] = "igp",
		[10] = "bbc-rcc-mon",
		[11] = "nvp-ii",
		[12] = "pup",
		[13] = "argus",
		[14] = "emcon",
		[15] = "xnet",
		[16] = "chaos",
		[17] = "udp",
		[18] = "mux",
		[19] = "dcn-meas",
		[20] = "hmp",
		[21] = "prm",
		[22] = "xns-idp",
		[23] = "trunk-1",
		[24] = "trunk-2",
		[25] = "leaf-1",
		[26] = "leaf-2",
		[27] = "rdp",
		[28] = "irtp",
		[29] = "iso-tp4",
		[30] = "netblt",
		[31] = "mfe-nsp",
		[32] = "merit-inp",
		[33] = "dccp",
		[34] = "3pc",
		[35] = "idpr",
		[36] = "xtp",
		[37] = "ddp",
		[38] = "idpr-cmtp",
		[39] = "tp++",
		[40] = "il",
		[41] = "ipv6",
		[42] = "sdrp",
		[43] = "ipv6-route",
		[44] = "ipv6-frag",
		[45] = "idrp",
		[46] = "rsvp",
		[47] = "gre",
		[48] = "dsr",
		[49] = "bna",
		[50] = "esp",
		[51] = "ah",
		[52] = "i-nlsp",
		[53] = "swipe",
		[54] = "narp",
		[55] = "mobile",
		[56] = "tlsp",
		[57] = "skip",
		[58] = "ipv6-icmp",
		[59] = "ipv6-nonxt",
		[60] = "ipv6-opts",
		[61] = "host-protocol",
		[62] = "cftp",
		[63] = "local-network",
		[64] = "sat-expak",
		[65] = "kryptolan",
		[66] = "rvd",
		[67] = "ippc",
		[68] = "distributed-files",
		[69] = "sat-on",
		[70] = "visa",
		[71] = "ipcu",
		[72] = "cpnx",
		[73] = "cphb",
		[74] = "wsn",
		[75] = "pvp",
		[76] = "br-sat-mon",
		[77] = "sun-and",
		[78] = "wb-mon",
		[79] = "wb-expak",
		[80] = "iso-ip",
		[81] = "vmtp",
		[82] = "secure-vmtp",
		[83] = "vines",
		[84] = "ttp or iptm",
		[85] = "nsfnet-igp",
		[86] = "dgp",
		[87] = "tcf",
		[88] = "eigrp",
		[89] = "ospf",
		[90] = "sprite-rpc",
		[91] = "larp",
		[92] = "mtp",
		[93] = "ax.25",
		[94] = "os",
		[95] = "micp",
		[96] = "scc-sp",
		[97] = "etherip",
		[98] = "encap",
		[99] = "private-encryption",
		[100] = "gtmp",
		[101] = "ifmp",
		[102] = "pnni",
		[103] = "pim",
		[104] = "aris",
		[105] = "scps",
		[106] = "qnx",
		[107] = "a/n",
		[108] = "ipcomp",
		[109] = "snp",
		[110] = "compaq-peer",
		[111] = "ipx-in-ip",
		[112] = "vrrp",
		[113] = "pgm",
		[114] = "zero-hop",
		[115] = "l2tp",
		[116] = "ddx",
		[117] = "iatp",
		[118] = "stp",
		[119] = "srp",
		[120] = "uti",
		[121] = "smp",
		[122] = "sm",
		[123] = "ptp",
		[124] = "is-is-over-ipv4",
		[125] = "fire",
		[126] = "crtp",
		[127] = "crudp",
		[128] = "sccopmce",
		[129] = "iplt",
		[130] = "sps",
		[131] = "pipe",
		[132] = "sctp",
		[133] = "fc",
		[134] = "rsvp-e2e-ignore",
		[135] = "mobility-header",
		[136] = "udplite",
		[137] = "mpls-in-ip",
		[138] = "manet",
		[139] = "hip",
		[140] = "shim6",
		[141] = "wesp",
		[142] = "rohc",
		[143] = "ethernet",
		[144] = "aggfrag",
		[145] = "nsh",
		[146] = "homa"
	} &redef &default=function(c: count): string {
		return fmt("unknown-ip-proto-%d", c);
	};
}

module Storage;

export {
	## How often it is looked what in stores has expired.
	const expire_interval = 15.0secs &redef;

	## How an operation of a store went.
	type ReturnCode: enum {
		SUCCESS,
		VAL_TYPE_MISMATCH,
		KEY_TYPE_MISMATCH,
		NOT_CONNECTED,
		TIMEOUT,
		CONNECTION_LOST,
		OPERATION_FAILED,
		KEY_NOT_FOUND,
		KEY_EXISTS,
		CONNECTION_FAILED,
		DISCONNECTION_FAILED,
		INITIALIZATION_FAILED,
		IN_PROGRESS,
	} &redef;

	## What came of an operation of a store.
	type OperationResult: record {
		code: ReturnCode;
		error_str: string &optional;
		value: any &optional;
	};
}

module ConnThreshold;

export {
	## At how many packets of a connection `conn_generic_packet_threshold_crossed` is raised.
	const generic_packet_thresholds: set[count] = {} &redef;
}

module GLOBAL;

@load base/bif/event.bif

## Whether the last packet has been seen.
global done_with_network = F;

## Marks that the last packet has been seen.
event net_done(t: time)
	{
	done_with_network = T;
	}

@load base/packet-protocols
