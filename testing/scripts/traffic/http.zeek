# @TEST-DOC: Pipelining, HEAD, errors, a reply without length, an unusual port.
# @TEST-EXEC: zeek -C -r http.pcap %INPUT >output
# @TEST-EXEC: btest-diff http.log
# @TEST-EXEC: btest-diff files.log
# @TEST-EXEC: btest-diff conn.log
