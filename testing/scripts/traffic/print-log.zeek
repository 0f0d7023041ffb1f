# @TEST-DOC: What is printed goes to a log if a script says so, files too; metrics count the rows and what was cut from them.
# @TEST-EXEC: zeek -b -C -r http.pcap %INPUT Log::print_to_log=Log::REDIRECT_ALL Log::default_max_field_string_bytes=32
# @TEST-EXEC: btest-diff lines.log

@load base/frameworks/telemetry

redef Log::print_log_path = "lines";

event zeek_done() {
	print "a line that is longer than the limit allows", 2, T;
	local f = open("/dev/null");
	print f, "short", 1min;

	for ( _, m in Telemetry::collect_metrics("zeek", "log_writer*") ) {
		if ( "lines" in cat(m$label_values) )
			print sub_bytes(m$opts$name, 17, 32), m$value;
	}
}
