# @TEST-DOC: Chunked and packed bodies, ranges, an upload, a gap.
# @TEST-EXEC: zeek -C -r http-bodies.pcap %INPUT >output
# @TEST-EXEC: btest-diff http.log
# @TEST-EXEC: btest-diff files.log

@load base/files/hash

event file_new(f: fa_file)
	{
	Files::add_analyzer(f, Files::ANALYZER_MD5);
	Files::add_analyzer(f, Files::ANALYZER_SHA1);
	Files::add_analyzer(f, Files::ANALYZER_SHA256);
	}
