##! Functions of the language and of the engine that need no module of their own.

export {
	## The time of the clock. Scripts rather want `network_time`.
	global current_time: function(): time;

	## The time of the packet that is being processed.
	global network_time: function(): time;

	## Sets the time of packets, for input that has none; F if time would go back or `allow_network_time_forward` forbids it.
	global set_network_time: function(nt: time): bool;

	## The time at which the event that is being handled was raised.
	global current_event_time: function(): time;
}

module EventMetadata;

export {
	## Makes known a kind of metadata that events may carry, and its type.
	global register: function(id: EventMetadata::ID, t: any): bool;

	## The metadata of one kind that the event carries that is being handled.
	global current: function(id: EventMetadata::ID): any_vec;

	## All metadata of the event that is being handled.
	global current_all: function(): event_metadata_vec;
}

module GLOBAL;

export {
	## The value of a variable of the environment, empty if it is not set.
	global getenv: function(var: string): string;

	## Sets a variable of the environment.
	global setenv: function(var: string, val: string): bool;

	## Ends the process at once, with this exit code. `terminate` lets it finish its work.
	global exit: function(code: int): any;

	## Ends the process as if its input had ended; F if it is ending already.
	global terminate: function(): bool;

	## Runs a command in a shell, in the background. Returns 0 if that could be begun. What comes from the network must be quoted by `safe_shell_quote`.
	global system: function(str: string): int;

	## Runs a command in a shell with more variables in its environment, which are named `ZEEK_ARG_…`.
	global system_env: function(str: string, env: table_string_of_string): int;

	## Runs a program, gives it a text to read, and waits for its end.
	global piped_exec: function(program: string, to_write: string): bool;

	## Does nothing for some time; not even packets are processed. Returns how long it really took.
	global sleep: function(i: interval): interval;

	## The MD5 of all arguments one behind the other, hexadecimal.
	global md5_hash: function(va_args: any): string;

	## The SHA-1 of all arguments one behind the other, hexadecimal.
	global sha1_hash: function(va_args: any): string;

	## The SHA-224 of all arguments one behind the other, hexadecimal.
	global sha224_hash: function(va_args: any): string;

	## The SHA-256 of all arguments one behind the other, hexadecimal.
	global sha256_hash: function(va_args: any): string;

	## The SHA-384 of all arguments one behind the other, hexadecimal.
	global sha384_hash: function(va_args: any): string;

	## The SHA-512 of all arguments one behind the other, hexadecimal.
	global sha512_hash: function(va_args: any): string;

	## A keyed hash by MD5. The key differs with each run.
	global md5_hmac: function(va_args: any): string &deprecated="Remove in v9.1. Use sha256_hmac().";

	## A keyed hash by SHA-256. The key differs with each run.
	global sha256_hmac: function(va_args: any): string;

	## Begins an MD5 that is computed piece by piece.
	global md5_hash_init: function(): opaque of md5;

	## Begins a SHA-1 that is computed piece by piece.
	global sha1_hash_init: function(): opaque of sha1;

	## Begins a SHA-224 that is computed piece by piece.
	global sha224_hash_init: function(): opaque of sha224;

	## Begins a SHA-256 that is computed piece by piece.
	global sha256_hash_init: function(): opaque of sha256;

	## Begins a SHA-384 that is computed piece by piece.
	global sha384_hash_init: function(): opaque of sha384;

	## Begins a SHA-512 that is computed piece by piece.
	global sha512_hash_init: function(): opaque of sha512;

	## Adds a piece; F if the hash is finished.
	global md5_hash_update: function(handle: opaque of md5, data: string): bool;

	## Adds a piece; F if the hash is finished.
	global sha1_hash_update: function(handle: opaque of sha1, data: string): bool;

	## Adds a piece; F if the hash is finished.
	global sha224_hash_update: function(handle: opaque of sha224, data: string): bool;

	## Adds a piece; F if the hash is finished.
	global sha256_hash_update: function(handle: opaque of sha256, data: string): bool;

	## Adds a piece; F if the hash is finished.
	global sha384_hash_update: function(handle: opaque of sha384, data: string): bool;

	## Adds a piece; F if the hash is finished.
	global sha512_hash_update: function(handle: opaque of sha512, data: string): bool;

	## The hash, hexadecimal. Nothing can be added then.
	global md5_hash_finish: function(handle: opaque of md5): string;

	## The hash, hexadecimal. Nothing can be added then.
	global sha1_hash_finish: function(handle: opaque of sha1): string;

	## The hash, hexadecimal. Nothing can be added then.
	global sha224_hash_finish: function(handle: opaque of sha224): string;

	## The hash, hexadecimal. Nothing can be added then.
	global sha256_hash_finish: function(handle: opaque of sha256): string;

	## The hash, hexadecimal. Nothing can be added then.
	global sha384_hash_finish: function(handle: opaque of sha384): string;

	## The hash, hexadecimal. Nothing can be added then.
	global sha512_hash_finish: function(handle: opaque of sha512): string;

	## Prepares many glob patterns (a vector of strings) that are matched at once.
	global paraglob_init: function(v: any): opaque of paraglob;

	## The patterns that match a text.
	global paraglob_match: function(handle: opaque of paraglob, match: string): string_vec;

	## Whether two sets of patterns are the same.
	global paraglob_equals: function(p_one: opaque of paraglob, p_two: opaque of paraglob): bool;

	## The FNV-1a hash of a value in 32 bits.
	global fnv1a32: function(input: any): count;

	## The FNV-1a hash of a value in 64 bits.
	global fnv1a64: function(input: any): count;

	## The weight of a site for a key in rendezvous hashing.
	global hrw_weight: function(key_digest: count, site_id: count): count;

	## A random number below `max`.
	global rand: function(max: count): count;

	## Seeds the numbers of `rand`, so that they come again.
	global srand: function(seed: count): any;

	## Writes a line to syslog.
	global syslog: function(s: string): any;

	## The type of data by its first bytes, "<unknown>" if nobody knows.
	global identify_data: function(data: string, return_mime: bool &default=T): string;

	## All types that data may be of, the most certain first.
	global file_magic: function(data: string): mime_matches;

	## Tests how random data is.
	global find_entropy: function(data: string): entropy_test_result;

	## Begins such a test that is made piece by piece.
	global entropy_test_init: function(): opaque of entropy;

	## Adds a piece.
	global entropy_test_add: function(handle: opaque of entropy, data: string): bool;

	## The result. Nothing can be added then.
	global entropy_test_finish: function(handle: opaque of entropy): entropy_test_result;

	## A name that nobody else has, with something before it.
	global unique_id: function(prefix: string): string;

	## The same from a pool of its own: other pools do not change what comes next.
	global unique_id_from: function(pool: int, prefix: string): string;

	## Removes all elements of a table or set.
	global clear_table: function(v: any): any;

	## The values of a table.
	global table_values: function(t: any): any_vec;

	## The keys of a table or set: a vector, or of records if keys have several parts.
	global table_keys: function(t: any): any;

	## The networks in a table or set that hold all of a network.
	global matching_subnets: function(search: subnet, t: any): subnet_vec;

	## The part of a table or set whose networks hold all of a network.
	global filter_subnet_table: function(search: subnet, t: any): any;

	## Whether a table or set has exactly that network.
	global check_subnet: function(search: subnet, t: any): bool;

	## Whether two values are the same object, not only equal.
	global same_object: function(o1: any, o2: any): bool;

	## Makes a vector longer or shorter; returns the length that it had.
	global resize: function(aggr: any, newsize: count): count;

	## Whether an element of a vector of bool is T.
	global any_set: function(v: any): bool;

	## Whether all elements of a vector of bool are T.
	global all_set: function(v: any): bool;

	## Sorts a vector in place and returns it. Unless elements are numbers, a function must compare two: negative, zero or positive.
	global sort: function(va_args: any): any;

	## The indices of a vector's elements in order of the elements; see `sort`.
	global order: function(va_args: any): index_vec;

	## All arguments as one text.
	global cat: function(va_args: any): string;

	## All arguments as one text, with `sep` between them and `def` for empty ones.
	global cat_sep: function(va_args: any): string;

	## Fills arguments into a text: %d, %x, %o, %f, %e, %g, %s, %T, %D, %A, and %% for a percent sign; widths and precisions as in C.
	global fmt: function(va_args: any): string;

	## Writes all arguments to the standard output, without a new line.
	global print_raw: function(va_args: any): bool;

	## The integer below a number.
	global floor: function(d: double): double;

	## The integer above a number.
	global ceil: function(d: double): double;

	## The square root.
	global sqrt: function(x: double): double;

	## The exponential function.
	global exp: function(d: double): double;

	## The natural logarithm.
	global ln: function(d: double): double;

	## The logarithm to base 2.
	global log2: function(d: double): double;

	## The logarithm to base 10.
	global log10: function(d: double): double;

	## A power.
	global pow: function(x: double, y: double): double;

	## The number of the analyzer that raised the event that is being handled, 0 if none did.
	global current_analyzer: function(): count;

	## The number of this process.
	global getpid: function(): count;

	## The version whose scripts this one understands, as "8.2.2".
	global zeek_version: function(): string;

	## Whether the default scripts were left out.
	global bare_mode: function(): bool;

	## The type of a value as text.
	global type_name: function(t: any): string;

	## All names of the type of a value.
	global type_aliases: function(x: any): string_set;

	## The names of an enumeration, given as its type or its name.
	global enum_names: function(et: any): string_set;

	## The command line.
	global zeek_args: function(): string_vec;

	## Whether packets come from an interface.
	global reading_live_traffic: function(): bool;

	## Whether packets come from a file.
	global reading_traces: function(): bool;

	## Where the packet comes from that is being processed.
	global packet_source: function(): PacketSource;

	## How large global tables, sets, vectors and records are, by name.
	global global_container_footprints: function(): var_sizes;

	## How large a value is: the number of its elements, and theirs.
	global val_footprint: function(v: any): count;

	## All global variables, functions and types.
	global global_ids: function(): id_table;

	## The names of all options.
	global global_options: function(): string_set;

	## The value of a global variable by name.
	global lookup_ID: function(id: string): any;

	## The fields of a record or a record type.
	global record_fields: function(rec: any): record_field_table;

	## Writes what the process does to `profiling_file`.
	global do_profiling: function(): any;

	## Whether an address is one of this machine.
	global is_local_interface: function(ip: addr): bool;

	## Writes numbers about signatures to a file.
	global dump_rule_stats: function(f: file): bool;

	## Whether the process is ending.
	global zeek_is_terminating: function(): bool;

	## The name of this machine.
	global gethostname: function(): string;

	## Whether an address is IPv4.
	global is_v4_addr: function(a: addr): bool;

	## Whether an address is IPv6.
	global is_v6_addr: function(a: addr): bool;

	## Whether a network is IPv4.
	global is_v4_subnet: function(s: subnet): bool;

	## Whether a network is IPv6.
	global is_v6_subnet: function(s: subnet): bool;

	## The functions that have called each other, the last first.
	global backtrace: function(): Backtrace;

	## The addresses in an IPv6 routing header of type 0.
	global routing0_data_to_addrs: function(s: string): addr_vec;

	## The 32-bit numbers of an address: one for IPv4, four for IPv6.
	global addr_to_counts: function(a: addr): index_vec;

	## An address from such numbers.
	global counts_to_addr: function(v: index_vec): addr;

	## The number of an enumeration's value.
	global enum_to_int: function(e: any): int;

	## A number from text; 0 if it is none.
	global to_int: function(str: string, base: count &default=10): int;

	## A number without sign; it must not be negative.
	global int_to_count: function(n: int): count;

	## The nearest integer.
	global double_to_int: function(d: double): int;

	## The nearest number without sign; it must not be negative.
	global double_to_count: function(d: double): count;

	## A number without sign from text; 0 if it is none.
	global to_count: function(str: string, base: count &default=10): count;

	## Seconds of an interval.
	global interval_to_double: function(i: interval): double;

	## A number as a floating-point number.
	global count_to_double: function(c: count): double;

	## A number as a floating-point number.
	global int_to_double: function(i: int): double;

	## Seconds since 1970.
	global time_to_double: function(t: time): double;

	## The time so many seconds after 1970.
	global double_to_time: function(d: double): time;

	## An interval of so many seconds.
	global double_to_interval: function(d: double): interval;

	## The number of a port.
	global port_to_count: function(p: port): count;

	## The port of a number and a protocol.
	global count_to_port: function(num: count, proto: transport_proto): port;

	## An address from text; 0.0.0.0 if it is none.
	global to_addr: function(ip: string): addr;

	## Whether text is an address.
	global is_valid_ip: function(ip: string): bool;

	## Whether text is a network.
	global is_valid_subnet: function(cidr: string): bool;

	## A network from text; 0.0.0.0/0 if it is none.
	global to_subnet: function(sn: string): subnet;

	## The network that is one address.
	global addr_to_subnet: function(a: addr): subnet;

	## The first address of a network.
	global subnet_to_addr: function(sn: subnet): addr;

	## How many bits of a network are fixed, as they are for its family.
	global subnet_width: function(sn: subnet): count;

	## A floating-point number from text; 0 if it is none.
	global to_double: function(str: string): double;

	## An IPv4 address from a number.
	global count_to_v4_addr: function(ip: count): addr;

	## An IPv4 address from four bytes.
	global raw_bytes_to_v4_addr: function(b: string): addr;

	## An IPv6 address from sixteen bytes.
	global raw_bytes_to_v6_addr: function(x: string): addr;

	## A port from text as "53/udp"; 0/unknown if it is none.
	global to_port: function(s: string): port;

	## A floating-point number from eight bytes.
	global bytestring_to_double: function(s: string): double;

	## A floating-point number from four bytes.
	global bytestring_to_float: function(s: string): double;

	## A number from one, two, four or eight bytes, the highest first unless `is_le`.
	global bytestring_to_count: function(s: string, is_le: bool &default=F): count;

	## The address in a name as "1.2.0.192.in-addr.arpa".
	global ptr_name_to_addr: function(s: string): addr;

	## The name under which DNS has the name of an address.
	global addr_to_ptr_name: function(a: addr): string;

	## Bytes as hexadecimal text.
	global bytestring_to_hexstr: function(bytestring: string): string;

	## Bytes from hexadecimal text.
	global hexstr_to_bytestring: function(hexstr: string): string;

	## Bytes as base64; another alphabet has 64 characters.
	global encode_base64: function(s: string, a: string &default=""): string;

	## Bytes from base64.
	global decode_base64: function(s: string, a: string &default=""): string;

	## Whether text is base64.
	global is_valid_base64: function(s: string, a: string &default=""): bool;

	## Bytes from base64; what is wrong with it is a weird of the connection.
	global decode_base64_conn: function(cid: conn_id, s: string, a: string &default=""): string;

	## A UUID from sixteen bytes as text.
	global uuid_to_string: function(uuid: string): string;

	## Text with escapes, so that as a pattern it means itself.
	global convert_for_pattern: function(s: string): string;

	## A pattern from text; `convert` takes it literally.
	global string_to_pattern: function(s: string, convert: bool): pattern;

	## A time as text, see strftime(3).
	global strftime: function(fmt: string, d: time): string;

	## A time from text, see strptime(3).
	global strptime: function(fmt: string, d: string): time;

	## The network of an address with so many bits.
	global mask_addr: function(a: addr, top_bits_to_keep: count): subnet;

	## An address whose first bits are from one and whose others are from another.
	global remask_addr: function(a1: addr, a2: addr, top_bits_from_a1: count): addr;

	## Whether a port is one of TCP.
	global is_tcp_port: function(p: port): bool;

	## Whether a port is one of UDP.
	global is_udp_port: function(p: port): bool;

	## Whether a port is one of ICMP.
	global is_icmp_port: function(p: port): bool;

	## The transport protocol of a connection.
	global get_conn_transport_proto: function(cid: conn_id): transport_proto;

	## The transport protocol of a port.
	global get_port_transport_proto: function(p: port): transport_proto;

	## Whether a connection is there.
	global connection_exists: function(c: conn_id): bool;

	## The record of a connection, which should be there.
	global lookup_connection: function(cid: conn_id): connection;

	## Adds the packet that is being processed to a capture file.
	global dump_current_packet: function(file_name: string): bool;

	## The packet that is being processed.
	global get_current_packet: function(): pcap_packet;

	## The headers of the packet that is being processed.
	global get_current_packet_header: function(): raw_pkt_hdr;

	## The time of the packet that is being processed, 0 if there is none.
	global get_current_packet_ts: function(): time;

	## Adds a packet to a capture file.
	global dump_packet: function(pkt: pcap_packet, file_name: string): bool;

	## The name of an address, "<???>" if there is none. For use in `when`.
	global lookup_addr: function(host: addr): string;

	## The TXT record of a name. For use in `when`.
	global lookup_hostname_txt: function(host: string): string;

	## The addresses of a name. For use in `when`.
	global lookup_hostname: function(host: string): addr_set;

	## The addresses of a name; everything waits for them. For use at the start only.
	global blocking_lookup_hostname: function(host: string): addr_set;

	## The distance of two places in miles, along the surface of the earth.
	global haversine_distance: function(lat1: double, long1: double, lat2: double, long2: double): double;

	## Permissions of a file as `ls` shows them.
	global file_mode: function(mode: count): string;

	## The number of an analyzer of a connection, 0 if it has none such.
	global lookup_connection_analyzer_id: function(cid: conn_id, atype: AllAnalyzers::Tag): count;

	## Takes an analyzer off a connection; `prevent` keeps others of its kind from coming.
	global disable_analyzer: function(cid: conn_id, aid: count, err_if_no_conn: bool &default=T, prevent: bool &default=F): bool;

	## Ignores what is to come of a connection.
	global skip_further_processing: function(cid: conn_id): bool;

	## Whether packets of a connection are written to the capture file of option `-w`.
	global set_record_packets: function(cid: conn_id, do_record: bool): bool;

	## Sets how long a connection may be silent; returns what it was.
	global set_inactivity_timeout: function(cid: conn_id, t: interval): interval;

	## Opens a file for writing; it loses what it has.
	global open: function(f: string): file;

	## Opens a file for writing behind what it has.
	global open_for_append: function(f: string): file;

	## Closes a file.
	global close: function(f: file): bool;

	## Writes text to a file, without a new line.
	global write_file: function(f: file, data: string): bool;

	## Whether what is written to a file waits in a buffer.
	global set_buf: function(f: file, buffered: bool): any;

	## Writes what waits in the buffers of files.
	global flush_all: function(): bool;

	## Makes a directory; T too if it is there.
	global mkdir: function(f: string): bool;

	## Removes an empty directory.
	global rmdir: function(d: string): bool;

	## Removes a file.
	global unlink: function(f: string): bool;

	## Renames a file.
	global rename: function(src_f: string, dst_f: string): bool;

	## Whether a file is open.
	global active_file: function(f: file): bool;

	## The name of an open file.
	global get_file_name: function(f: file): string;

	## Closes a file, gives it another name, and opens it anew.
	global rotate_file: function(f: file): rotate_info;

	## The same for a file that is open, by its name.
	global rotate_file_by_name: function(f: string): rotate_info;

	## How long it is until files are rotated the next time that have this interval.
	global calc_next_rotate: function(i: interval): interval;

	## The length of a file, negative if there is none.
	global file_size: function(f: string): double;

	## Writes strings to a file as they are, without escapes.
	global enable_raw_output: function(f: file): any;

	## Drops packets from an address, with a probability, but for TCP segments with one of these flags.
	global install_src_addr_filter: function(ip: addr, tcp_flags: count, prob: double): bool;

	## Drops packets from a network, with a probability, but for TCP segments with one of these flags.
	global install_src_net_filter: function(snet: subnet, tcp_flags: count, prob: double): bool;

	## Drops them no more.
	global uninstall_src_addr_filter: function(ip: addr): bool;

	## Drops them no more.
	global uninstall_src_net_filter: function(snet: subnet): bool;

	## Drops packets to an address, with a probability, but for TCP segments with one of these flags.
	global install_dst_addr_filter: function(ip: addr, tcp_flags: count, prob: double): bool;

	## Drops packets to a network, with a probability, but for TCP segments with one of these flags.
	global install_dst_net_filter: function(snet: subnet, tcp_flags: count, prob: double): bool;

	## Drops them no more.
	global uninstall_dst_addr_filter: function(ip: addr): bool;

	## Drops them no more.
	global uninstall_dst_net_filter: function(snet: subnet): bool;

	## Whether the event that is being handled comes from another node.
	global is_remote_event: function(): bool;

	## Stops taking packets; events go on.
	global suspend_processing: function(): any;

	## Takes packets again.
	global continue_processing: function(): any;

	## Whether no packets are taken.
	global is_processing_suspended: function(): bool;

	## Matches data of a connection against signatures of a kind.
	global match_signatures: function(c: connection, pattern_type: int, s: string, bol: bool, eol: bool, from_orig: bool, clear: bool): bool;

	## Raises events too that nobody handles, for `new_event`.
	global generate_all_events: function(): bool;

	## Whether an event has a handler.
	global is_event_handled: function(event_name: string): bool;

	## True; it is asked for by scripts that prepare for it.
	global __init_secondary_bifs: function(): bool;

	## Keeps the first bits of an address when it is anonymized.
	global preserve_prefix: function(a: addr, width: count): any;

	## Keeps a network when addresses are anonymized.
	global preserve_subnet: function(a: subnet): any;

	## An address in place of another, always the same.
	global anonymize_addr: function(a: addr, cl: IPAddrAnonymizationClass): addr;

	## A value as JSON.
	global to_json: function(val: any, only_loggable: bool &default=F, field_escape_pattern: pattern &default=/^_/, interval_as_double: bool &default=F): string;

	## A value of a type from JSON; `key_func` changes the names of keys.
	global from_json: function(s: string, t: any, key_func: string_mapper &default=from_json_default_key_mapper): from_json_result;

	## A path without "." and "..".
	global compress_path: function(dir: string): string;

	## Whether an analyzer is one of protocols.
	global is_protocol_analyzer: function(atype: AllAnalyzers::Tag): bool;

	## Whether an analyzer is one of files.
	global is_file_analyzer: function(atype: AllAnalyzers::Tag): bool;

	## Whether an analyzer is one of packets.
	global is_packet_analyzer: function(atype: AllAnalyzers::Tag): bool;

	## Lets handlers of a group be called again.
	global enable_event_group: function(group: string): bool;

	## Keeps handlers and hooks of a group from being called.
	global disable_event_group: function(group: string): bool;

	## Whether there is such a group.
	global has_event_group: function(group: string): bool;

	## Lets handlers in a module be called again.
	global enable_module_events: function(module_name: string): bool;

	## Keeps handlers and hooks in a module from being called.
	global disable_module_events: function(module_name: string): bool;

	## Whether a module has handlers.
	global has_module_events: function(group: string): bool;

	## Whether Spicy is there. It is not.
	global have_spicy: function(): bool;

	## Whether analyzers in Spicy are there. They are not.
	global have_spicy_analyzers: function(): bool;

	## Numbers about the automaton of a table that patterns index.
	global table_pattern_matcher_stats: function(tbl: any): MatcherStats;

	## Where `@load` finds a script, empty if nowhere.
	global find_in_zeekpath: function(p: string): string;

	## The parts of a kind that there are: "ANALYZER", "FILE ANALYZER", "PACKET ANALYZER", "WRITER" and so on.
	global get_plugin_components: function(category: string): plugin_component_vec;

	## The remainder of a division, with the sign of the divisor.
	global modulo: function(a: int, b: int): int;
}
