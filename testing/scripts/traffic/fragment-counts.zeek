# @TEST-DOC: How many datagrams wait for fragments, and how many have at once.
# @TEST-EXEC: zeek -b -C -r fragments.pcap %INPUT >output
# @TEST-EXEC: btest-diff output

event net_done(t: time)
	{
	local stats = get_conn_stats();
	print stats$num_fragments, stats$max_fragments;
	}
