# @TEST-DOC: Streams go to scripts as they are, where a script asks for it; an analyzer that a script takes off hears no more.
# @TEST-EXEC: zeek -b -C -r http.pcap %INPUT >out
# @TEST-EXEC: btest-diff out

event zeek_init() {
	Analyzer::register_for_port(Analyzer::ANALYZER_STREAM_EVENT, 80/tcp);
}

global pieces = 0;

event stream_deliver(c: connection, is_orig: bool, data: string) {
	print is_orig, |data|, sub_bytes(data, 1, 16);
	if ( ++pieces == 3 )
		print disable_analyzer(c$id, current_analyzer());
}
