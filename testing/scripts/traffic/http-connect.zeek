# @TEST-DOC: A request inside of a CONNECT.
# @TEST-EXEC: zeek -C -r http-connect.pcap %INPUT >output
# @TEST-EXEC: btest-diff http.log
# @TEST-EXEC: btest-diff conn.log
