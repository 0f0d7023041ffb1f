# @TEST-DOC: Two queries in one segment, replies cut into three.
# @TEST-EXEC: zeek -C -r dns-tcp.pcap %INPUT >output
# @TEST-EXEC: btest-diff dns.log
# @TEST-EXEC: btest-diff conn.log
