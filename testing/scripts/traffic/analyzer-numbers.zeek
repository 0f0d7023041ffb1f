# @TEST-DOC: The numbers of analyzers, which their helpers take part in.
# @TEST-EXEC: zeek -b -C -r http.pcap %INPUT >output
# @TEST-EXEC: btest-diff output

@load base/protocols/http

event analyzer_confirmation_info(tag: AllAnalyzers::Tag, info: AnalyzerConfirmationInfo)
	{
	print tag, info$aid;
	}

event connection_state_remove(c: connection)
	{
	print c$orig?$num_pkts, c$resp?$num_bytes_ip;
	}
