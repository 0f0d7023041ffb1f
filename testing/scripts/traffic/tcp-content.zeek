# @TEST-DOC: Lost, repeated, reordered and contradicting bytes.
# @TEST-EXEC: zeek -C -r tcp-content.pcap %INPUT >output
# @TEST-EXEC: btest-diff output
# @TEST-EXEC: btest-diff conn.log
# @TEST-EXEC: btest-diff weird.log

redef tcp_content_deliver_all_orig = T;

event tcp_contents(c: connection, is_orig: bool, seq: count, contents: string)
	{
	print c$id$resp_p, is_orig, seq, contents;
	}

event content_gap(c: connection, is_orig: bool, seq: count, length: count)
	{
	print c$id$resp_p, "gap", is_orig, seq, length;
	}

event rexmit_inconsistency(c: connection, t1: string, t2: string, tcp_flags: string)
	{
	print c$id$resp_p, "inconsistent", t1, t2, tcp_flags;
	}
