# @TEST-DOC: Scheduled events and when as packets come.
# @TEST-EXEC: zeek -b -C -r ticks.pcap %INPUT >output
# @TEST-EXEC: btest-diff output

global count_of = 0;
global start = network_time();

event later(n: count)
	{
	print fmt("%s later %d", network_time() - start, n);
	}

event new_connection(c: connection)
	{
	if ( ++count_of != 1 )
		return;
	start = network_time();
	schedule 25sec { later(1) };
	schedule 5sec { later(2) };
	local id = c$id;
	when [id] ( count_of >= 4 )
		{
		print fmt("%s four: %s", network_time() - start, id$orig_p);
		}
	when ( count_of >= 1000 )
		{
		print "never";
		}
	timeout 35sec
		{
		print fmt("%s timed out", network_time() - start);
		}
	}
