##! Events of the engine that belong to no single protocol.

export {
	## Raised at the start, when all scripts are ready.
	global zeek_init: event();

	## Raised at the end.
	global zeek_done: event();

	## Raised when the last packet has been processed.
	global net_done: event(t: time);

	## Raised when the time of packets is known for the first time.
	global network_time_init: event();

	## Raised with the first packet of a connection, also of what is none in UDP and ICMP.
	global new_connection: event(c: connection);

	## Raised when a connection goes through other tunnels than before.
	global tunnel_changed: event(c: connection, e: EncapsulatingConnVector);

	## Raised when a TCP connection ends because nothing came any more.
	global connection_timeout: event(c: connection);

	## Raised when a connection is about to be forgotten; all about it is known then.
	global connection_state_remove: event(c: connection);

	## Raised when a TCP connection begins with the addresses and ports of one that is not over.
	global connection_reused: event(c: connection);

	## Raised again and again for each connection, see `connection_status_update_interval`.
	global connection_status_update: event(c: connection);

	## Raised when the sides of a connection turn out to be the other way round.
	global connection_flipped: event(c: connection);

	## Raised when the IPv6 flow label of a connection changes.
	global connection_flow_label_changed: event(c: connection, is_orig: bool, old_label: count, new_label: count);

	## Raised when a UDP flow of a known protocol ends.
	global udp_session_done: event(u: connection);

	## Raised when a connection gets an analyzer by `Analyzer::schedule_analyzer`.
	global scheduled_analyzer_applied: event(c: connection, a: Analyzer::Tag);

	## Raised for each packet, before anything is known of it. It takes much time.
	global raw_packet: event(p: raw_pkt_hdr);

	## Raised for each packet of a connection. It takes much time.
	global new_packet: event(c: connection, p: pkt_hdr);

	## Raised for each IPv6 packet with extension headers.
	global ipv6_ext_headers: event(c: connection, p: pkt_hdr);

	## Raised for each packet with encrypted payload (ESP).
	global esp_packet: event(p: pkt_hdr);

	## Raised for each packet of Mobile IPv6.
	global mobile_ipv6_message: event(p: pkt_hdr);

	## Raised for each packet with its payload. It takes much time.
	global packet_contents: event(c: connection, contents: string);

	## Raised when TCP data comes again and is not the same.
	global rexmit_inconsistency: event(c: connection, t1: string, t2: string, tcp_flags: string);

	## Raised when TCP data is missing that will not come any more.
	global content_gap: event(c: connection, is_orig: bool, seq: count, length: count);

	## Raised when an analyzer is sure that data is of its kind.
	global analyzer_confirmation_info: event(atype: AllAnalyzers::Tag, info: AnalyzerConfirmationInfo);

	## Raised when an analyzer finds that data is not of its kind.
	global analyzer_violation_info: event(atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo);

	## Raised when a signature would have a connection get an analyzer, but too late.
	global protocol_late_match: event(c: connection, atype: Analyzer::Tag);

	## Raised at the end of a TCP connection, with numbers about its segments.
	global conn_stats: event(c: connection, os: endpoint_stats, rs: endpoint_stats);

	## Raised for something unusual about a connection.
	global conn_weird: event(name: string, c: connection, addl: string, source: string);

	## Raised for something unusual about a connection.
	global conn_weird: event(name: string, c: connection, addl: string);

	## Raised for something unusual about a connection that is forgotten already.
	global expired_conn_weird: event(name: string, id: conn_id, uid: string, addl: string, source: string);

	## Raised for something unusual about a connection that is forgotten already.
	global expired_conn_weird: event(name: string, id: conn_id, uid: string, addl: string);

	## Raised for something unusual about two hosts.
	global flow_weird: event(name: string, src: addr, dst: addr, addl: string, source: string);

	## Raised for something unusual about two hosts.
	global flow_weird: event(name: string, src: addr, dst: addr, addl: string);

	## Raised for something unusual about no connection in particular.
	global net_weird: event(name: string, addl: string, source: string);

	## Raised for something unusual about no connection in particular.
	global net_weird: event(name: string, addl: string);

	## Raised for something unusual about a file.
	global file_weird: event(name: string, f: fa_file, addl: string, source: string);

	## Raised for something unusual about a file.
	global file_weird: event(name: string, f: fa_file, addl: string);

	## Raised when a signature matches that has an event.
	global signature_match: event(state: signature_state, msg: string, data: string, end_of_match: count);

	## Raised when a signature matches that has an event.
	global signature_match: event(state: signature_state, msg: string, data: string);

	## Raised when numbers have been written to `profiling_file`.
	global profiling_update: event(f: file, expensive: bool);

	## Raised for each report.
	global reporter_info: event(t: time, msg: string, location: string) &error_handler;

	## Raised for each warning.
	global reporter_warning: event(t: time, msg: string, location: string) &error_handler;

	## Raised for each error.
	global reporter_error: event(t: time, msg: string, location: string) &error_handler;

	## Raised at the start for each script, with the depth of its `@load`.
	global zeek_script_loaded: event(path: string, level: count);

	## Raised when a script has opened a file.
	global file_opened: event(f: file);

	## Marks a place in the queue of events; nobody handles it.
	global event_queue_flush_point: event();

	## Raised when data of a file comes over a connection, to ask which file it is.
	global get_file_handle: event(tag: Analyzer::Tag, c: connection, is_orig: bool);

	## Raised when a file begins.
	global file_new: event(f: fa_file);

	## Raised when a file comes over a connection, or over one more.
	global file_over_new_connection: event(f: fa_file, c: connection, is_orig: bool);

	## Raised when the beginning of a file is there, with its type as far as that is known.
	global file_sniff: event(f: fa_file, meta: fa_metadata);

	## Raised when nothing of a file came for a while.
	global file_timeout: event(f: fa_file);

	## Raised when a part of a file is missing.
	global file_gap: event(f: fa_file, offset: count, len: count);

	## Raised when too much of a file waits for a part that is missing.
	global file_reassembly_overflow: event(f: fa_file, offset: count, skipped: count);

	## Raised when a file is over.
	global file_state_remove: event(f: fa_file);

	## Raised when a DNS look-up says what it said before.
	global dns_mapping_valid: event(dm: dns_mapping);

	## Raised when a DNS look-up had no answer.
	global dns_mapping_unverified: event(dm: dns_mapping);

	## Raised when an address has a name that had none.
	global dns_mapping_new_name: event(dm: dns_mapping);

	## Raised when an address has no name any more.
	global dns_mapping_lost_name: event(dm: dns_mapping);

	## Raised when an address has another name.
	global dns_mapping_name_changed: event(prev: dns_mapping, latest: dns_mapping);

	## Raised when a name has other addresses.
	global dns_mapping_altered: event(dm: dns_mapping, old_addrs: addr_set, new_addrs: addr_set);

	## Raised for each event; for debugging.
	global new_event: event(name: string, params: call_argument_vector);

	## Raised when an address is anonymized for the first time.
	global anonymization_mapping: event(orig: addr, mapped: addr);
}

module Pcap;

export {
	## Raised when a capture file has been read.
	global file_done: event(path: string);
}

module GLOBAL;

export {
	## Raised when no packet analyzer knows what follows, for some of these packets.
	global unknown_protocol: event(analyzer_name: string, protocol: count, first_bytes: string, analyzer_history: string_vec);

	## Raised for each packet that nobody could process.
	global packet_not_processed: event(pkt: pcap_packet);
}
