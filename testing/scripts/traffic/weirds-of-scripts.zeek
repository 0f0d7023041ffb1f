# @TEST-DOC: Weirds that a script tells of connections are counted for each of them; messages before the first event are no events.
# @TEST-EXEC: zeek -b -C -r dns.pcap %INPUT >output 2>messages
# @TEST-EXEC: btest-diff output
# @TEST-EXEC: btest-diff messages

redef Weird::sampling_threshold = 2;
redef Weird::sampling_rate = 0;

global told: table[string] of count &default=0;

event reporter_info(t: time, msg: string, location: string)
	{
	print msg;
	}

event new_connection(c: connection)
	{
	local n = 5;
	while ( n > 0 )
		{
		Reporter::conn_weird("mine", c);
		n -= 1;
		}
	}

event conn_weird(name: string, c: connection, addl: string, source: string)
	{
	++told[c$uid];
	}

event zeek_done()
	{
	for ( uid, n in told )
		print n;
	}

event zeek_init()
	{
	Reporter::info("with events");
	}

Reporter::info("before events");
