# @TEST-DOC: Queries, replies, a name that does not exist, no answer.
# @TEST-EXEC: zeek -C -r dns.pcap %INPUT >output
# @TEST-EXEC: btest-diff dns.log
# @TEST-EXEC: btest-diff conn.log
