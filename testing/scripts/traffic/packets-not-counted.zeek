# @TEST-DOC: Connections without the analyzer that counts their packets.
# @TEST-EXEC: zeek -b -C -r http.pcap %INPUT >output
# @TEST-EXEC: btest-diff output

@load base/protocols/http

event zeek_init()
	{
	Analyzer::disable_analyzer(Analyzer::ANALYZER_CONNSIZE);
	}

event analyzer_confirmation_info(tag: AllAnalyzers::Tag, info: AnalyzerConfirmationInfo)
	{
	print tag, info$aid;
	}

event connection_state_remove(c: connection)
	{
	print c$orig?$num_pkts, c$resp?$num_bytes_ip, c$orig$size;
	}
