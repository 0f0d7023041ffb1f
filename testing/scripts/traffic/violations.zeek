# @TEST-DOC: Other traffic on the ports of HTTP and DNS.
# @TEST-EXEC: zeek -C -r violations.pcap %INPUT >output
# @TEST-EXEC: btest-diff output
# @TEST-EXEC: btest-diff conn.log

event analyzer_violation_info(tag: AllAnalyzers::Tag, info: AnalyzerViolationInfo)
	{
	print tag, info$c$id$resp_p, info$reason;
	}
