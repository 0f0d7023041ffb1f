##! Functions of the language and of the engine that need no module of their own.

export {
	global current_time: function(): time;

	global network_time: function(): time;

	global set_network_time: function(nt: time): bool;

	global current_event_time: function(): time;
}

module EventMetadata;

export {
	global register: function(id: EventMetadata::ID, t: any): bool;

	global current: function(id: EventMetadata::ID): any_vec;

	global current_all: function(): event_metadata_vec;
}

module GLOBAL;

export {
	global getenv: function(var: string): string;

	global setenv: function(var: string, val: string): bool;

	global exit: function(code: int): any;

	global terminate: function(): bool;

	global system: function(str: string): int;

	global system_env: function(str: string, env: table_string_of_string): int;

	global piped_exec: function(program: string, to_write: string): bool;

	global sleep: function(i: interval): interval;

	global md5_hash: function(va_args: any): string;

	global sha1_hash: function(va_args: any): string;

	global sha224_hash: function(va_args: any): string;

	global sha256_hash: function(va_args: any): string;

	global sha384_hash: function(va_args: any): string;

	global sha512_hash: function(va_args: any): string;

	global md5_hmac: function(va_args: any): string &deprecated="Remove in v9.1. Use sha256_hmac().";

	global sha256_hmac: function(va_args: any): string;

	global md5_hash_init: function(): opaque of md5;

	global sha1_hash_init: function(): opaque of sha1;

	global sha224_hash_init: function(): opaque of sha224;

	global sha256_hash_init: function(): opaque of sha256;

	global sha384_hash_init: function(): opaque of sha384;

	global sha512_hash_init: function(): opaque of sha512;

	global md5_hash_update: function(handle: opaque of md5, data: string): bool;

	global sha1_hash_update: function(handle: opaque of sha1, data: string): bool;

	global sha224_hash_update: function(handle: opaque of sha224, data: string): bool;

	global sha256_hash_update: function(handle: opaque of sha256, data: string): bool;

	global sha384_hash_update: function(handle: opaque of sha384, data: string): bool;

	global sha512_hash_update: function(handle: opaque of sha512, data: string): bool;

	global md5_hash_finish: function(handle: opaque of md5): string;

	global sha1_hash_finish: function(handle: opaque of sha1): string;

	global sha224_hash_finish: function(handle: opaque of sha224): string;

	global sha256_hash_finish: function(handle: opaque of sha256): string;

	global sha384_hash_finish: function(handle: opaque of sha384): string;

	global sha512_hash_finish: function(handle: opaque of sha512): string;

	global paraglob_init: function(v: any): opaque of paraglob;

	global paraglob_match: function(handle: opaque of paraglob, match: string): string_vec;

	global paraglob_equals: function(p_one: opaque of paraglob, p_two: opaque of paraglob): bool;

	global fnv1a32: function(input: any): count;

	global fnv1a64: function(input: any): count;

	global hrw_weight: function(key_digest: count, site_id: count): count;

	global rand: function(max: count): count;

	global srand: function(seed: count): any;

	global syslog: function(s: string): any;

	global identify_data: function(data: string, return_mime: bool &default=T): string;

	global file_magic: function(data: string): mime_matches;

	global find_entropy: function(data: string): entropy_test_result;

	global entropy_test_init: function(): opaque of entropy;

	global entropy_test_add: function(handle: opaque of entropy, data: string): bool;

	global entropy_test_finish: function(handle: opaque of entropy): entropy_test_result;

	global unique_id: function(prefix: string): string;

	global unique_id_from: function(pool: int, prefix: string): string;

	global clear_table: function(v: any): any;

	global table_values: function(t: any): any_vec;

	global table_keys: function(t: any): any;

	global matching_subnets: function(search: subnet, t: any): subnet_vec;

	global filter_subnet_table: function(search: subnet, t: any): any;

	global check_subnet: function(search: subnet, t: any): bool;

	global same_object: function(o1: any, o2: any): bool;

	global resize: function(aggr: any, newsize: count): count;

	global any_set: function(v: any): bool;

	global all_set: function(v: any): bool;

	global sort: function(va_args: any): any;

	global order: function(va_args: any): index_vec;

	global cat: function(va_args: any): string;

	global cat_sep: function(va_args: any): string;

	global fmt: function(va_args: any): string;

	global print_raw: function(va_args: any): bool;

	global floor: function(d: double): double;

	global ceil: function(d: double): double;

	global sqrt: function(x: double): double;

	global exp: function(d: double): double;

	global ln: function(d: double): double;

	global log2: function(d: double): double;

	global log10: function(d: double): double;

	global pow: function(x: double, y: double): double;

	global current_analyzer: function(): count;

	global getpid: function(): count;

	global zeek_version: function(): string;

	global bare_mode: function(): bool;

	global type_name: function(t: any): string;

	global type_aliases: function(x: any): string_set;

	global enum_names: function(et: any): string_set;

	global zeek_args: function(): string_vec;

	global reading_live_traffic: function(): bool;

	global reading_traces: function(): bool;

	global packet_source: function(): PacketSource;

	global global_container_footprints: function(): var_sizes;

	global val_footprint: function(v: any): count;

	global global_ids: function(): id_table;

	global global_options: function(): string_set;

	global lookup_ID: function(id: string): any;

	global record_fields: function(rec: any): record_field_table;

	global do_profiling: function(): any;

	global is_local_interface: function(ip: addr): bool;

	global dump_rule_stats: function(f: file): bool;

	global zeek_is_terminating: function(): bool;

	global gethostname: function(): string;

	global is_v4_addr: function(a: addr): bool;

	global is_v6_addr: function(a: addr): bool;

	global is_v4_subnet: function(s: subnet): bool;

	global is_v6_subnet: function(s: subnet): bool;

	global backtrace: function(): Backtrace;

	global routing0_data_to_addrs: function(s: string): addr_vec;

	global addr_to_counts: function(a: addr): index_vec;

	global counts_to_addr: function(v: index_vec): addr;

	global enum_to_int: function(e: any): int;

	global to_int: function(str: string, base: count &default=10): int;

	global int_to_count: function(n: int): count;

	global double_to_int: function(d: double): int;

	global double_to_count: function(d: double): count;

	global to_count: function(str: string, base: count &default=10): count;

	global interval_to_double: function(i: interval): double;

	global count_to_double: function(c: count): double;

	global int_to_double: function(i: int): double;

	global time_to_double: function(t: time): double;

	global double_to_time: function(d: double): time;

	global double_to_interval: function(d: double): interval;

	global port_to_count: function(p: port): count;

	global count_to_port: function(num: count, proto: transport_proto): port;

	global to_addr: function(ip: string): addr;

	global is_valid_ip: function(ip: string): bool;

	global is_valid_subnet: function(cidr: string): bool;

	global to_subnet: function(sn: string): subnet;

	global addr_to_subnet: function(a: addr): subnet;

	global subnet_to_addr: function(sn: subnet): addr;

	global subnet_width: function(sn: subnet): count;

	global to_double: function(str: string): double;

	global count_to_v4_addr: function(ip: count): addr;

	global raw_bytes_to_v4_addr: function(b: string): addr;

	global raw_bytes_to_v6_addr: function(x: string): addr;

	global to_port: function(s: string): port;

	global bytestring_to_double: function(s: string): double;

	global bytestring_to_float: function(s: string): double;

	global bytestring_to_count: function(s: string, is_le: bool &default=F): count;

	global ptr_name_to_addr: function(s: string): addr;

	global addr_to_ptr_name: function(a: addr): string;

	global bytestring_to_hexstr: function(bytestring: string): string;

	global hexstr_to_bytestring: function(hexstr: string): string;

	global encode_base64: function(s: string, a: string &default=""): string;

	global decode_base64: function(s: string, a: string &default=""): string;

	global is_valid_base64: function(s: string, a: string &default=""): bool;

	global decode_base64_conn: function(cid: conn_id, s: string, a: string &default=""): string;

	global uuid_to_string: function(uuid: string): string;

	global convert_for_pattern: function(s: string): string;

	global string_to_pattern: function(s: string, convert: bool): pattern;

	global strftime: function(fmt: string, d: time): string;

	global strptime: function(fmt: string, d: string): time;

	global mask_addr: function(a: addr, top_bits_to_keep: count): subnet;

	global remask_addr: function(a1: addr, a2: addr, top_bits_from_a1: count): addr;

	global is_tcp_port: function(p: port): bool;

	global is_udp_port: function(p: port): bool;

	global is_icmp_port: function(p: port): bool;

	global get_conn_transport_proto: function(cid: conn_id): transport_proto;

	global get_port_transport_proto: function(p: port): transport_proto;

	global connection_exists: function(c: conn_id): bool;

	global lookup_connection: function(cid: conn_id): connection;

	global dump_current_packet: function(file_name: string): bool;

	global get_current_packet: function(): pcap_packet;

	global get_current_packet_header: function(): raw_pkt_hdr;

	global get_current_packet_ts: function(): time;

	global dump_packet: function(pkt: pcap_packet, file_name: string): bool;

	global lookup_addr: function(host: addr): string;

	global lookup_hostname_txt: function(host: string): string;

	global lookup_hostname: function(host: string): addr_set;

	global blocking_lookup_hostname: function(host: string): addr_set;

	global haversine_distance: function(lat1: double, long1: double, lat2: double, long2: double): double;

	global file_mode: function(mode: count): string;

	global lookup_connection_analyzer_id: function(cid: conn_id, atype: AllAnalyzers::Tag): count;

	global disable_analyzer: function(cid: conn_id, aid: count, err_if_no_conn: bool &default=T, prevent: bool &default=F): bool;

	global skip_further_processing: function(cid: conn_id): bool;

	global set_record_packets: function(cid: conn_id, do_record: bool): bool;

	global set_inactivity_timeout: function(cid: conn_id, t: interval): interval;

	global open: function(f: string): file;

	global open_for_append: function(f: string): file;

	global close: function(f: file): bool;

	global write_file: function(f: file, data: string): bool;

	global set_buf: function(f: file, buffered: bool): any;

	global flush_all: function(): bool;

	global mkdir: function(f: string): bool;

	global rmdir: function(d: string): bool;

	global unlink: function(f: string): bool;

	global rename: function(src_f: string, dst_f: string): bool;

	global active_file: function(f: file): bool;

	global get_file_name: function(f: file): string;

	global rotate_file: function(f: file): rotate_info;

	global rotate_file_by_name: function(f: string): rotate_info;

	global calc_next_rotate: function(i: interval): interval;

	global file_size: function(f: string): double;

	global enable_raw_output: function(f: file): any;

	global install_src_addr_filter: function(ip: addr, tcp_flags: count, prob: double): bool;

	global install_src_net_filter: function(snet: subnet, tcp_flags: count, prob: double): bool;

	global uninstall_src_addr_filter: function(ip: addr): bool;

	global uninstall_src_net_filter: function(snet: subnet): bool;

	global install_dst_addr_filter: function(ip: addr, tcp_flags: count, prob: double): bool;

	global install_dst_net_filter: function(snet: subnet, tcp_flags: count, prob: double): bool;

	global uninstall_dst_addr_filter: function(ip: addr): bool;

	global uninstall_dst_net_filter: function(snet: subnet): bool;

	global is_remote_event: function(): bool;

	global suspend_processing: function(): any;

	global continue_processing: function(): any;

	global is_processing_suspended: function(): bool;

	global match_signatures: function(c: connection, pattern_type: int, s: string, bol: bool, eol: bool, from_orig: bool, clear: bool): bool;

	global generate_all_events: function(): bool;

	global is_event_handled: function(event_name: string): bool;

	global __init_secondary_bifs: function(): bool;

	global preserve_prefix: function(a: addr, width: count): any;

	global preserve_subnet: function(a: subnet): any;

	global anonymize_addr: function(a: addr, cl: IPAddrAnonymizationClass): addr;

	global to_json: function(val: any, only_loggable: bool &default=F, field_escape_pattern: pattern &default=/^_/, interval_as_double: bool &default=F): string;

	global from_json: function(s: string, t: any, key_func: string_mapper &default=from_json_default_key_mapper): from_json_result;

	global compress_path: function(dir: string): string;

	global is_protocol_analyzer: function(atype: AllAnalyzers::Tag): bool;

	global is_file_analyzer: function(atype: AllAnalyzers::Tag): bool;

	global is_packet_analyzer: function(atype: AllAnalyzers::Tag): bool;

	global enable_event_group: function(group: string): bool;

	global disable_event_group: function(group: string): bool;

	global has_event_group: function(group: string): bool;

	global enable_module_events: function(module_name: string): bool;

	global disable_module_events: function(module_name: string): bool;

	global has_module_events: function(group: string): bool;

	global have_spicy: function(): bool;

	global have_spicy_analyzers: function(): bool;

	global table_pattern_matcher_stats: function(tbl: any): MatcherStats;

	global find_in_zeekpath: function(p: string): string;

	global get_plugin_components: function(category: string): plugin_component_vec;

	global modulo: function(a: int, b: int): int;
}
