# @TEST-DOC: The events of DNS in their order.
# @TEST-EXEC: zeek -C -b -r dns.pcap %INPUT >output
# @TEST-EXEC: btest-diff output

@load base/protocols/dns

event dns_message(c: connection, is_orig: bool, msg: dns_msg, len: count) { print "message", is_orig, msg$id, len; }
event dns_request(c: connection, msg: dns_msg, query: string, qtype: count, qclass: count) { print "request", query, qtype, qclass; }
event dns_rejected(c: connection, msg: dns_msg, query: string, qtype: count, qclass: count) { print "rejected", query, msg$rcode; }
event dns_A_reply(c: connection, msg: dns_msg, ans: dns_answer, a: addr) { print "A", ans$query, a, ans$TTL; }
event dns_AAAA_reply(c: connection, msg: dns_msg, ans: dns_answer, a: addr) { print "AAAA", ans$query, a; }
event dns_PTR_reply(c: connection, msg: dns_msg, ans: dns_answer, name: string) { print "PTR", ans$query, name; }
event dns_end(c: connection, msg: dns_msg) { print "end", msg$id; }
