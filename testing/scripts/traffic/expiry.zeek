# @TEST-DOC: Entries that expire as packets come.
# @TEST-EXEC: zeek -b -C -r ticks.pcap %INPUT >output
# @TEST-EXEC: btest-diff output

redef table_expire_interval = 1sec;

global start = 0.0;

function passed(): double
	{
	return time_to_double(network_time()) - start;
	}

function expired(t: table[string] of count, index: string): interval
	{
	print fmt("%.0f expired %s", passed(), index);
	if ( index == "again" && t[index] > 0 )
		{
		t[index] = 0;
		return 30sec;
		}
	return 0sec;
	}

global created: table[string] of count &create_expire=45sec &expire_func=expired;
global read: table[string] of count &read_expire=45sec &expire_func=expired;
global written: table[string] of count &write_expire=45sec &expire_func=expired;

global packets = 0;

event new_connection(c: connection)
	{
	if ( ++packets == 1 )
		{
		start = time_to_double(network_time());
		created["created"] = 1;
		created["again"] = 1;
		read["read"] = 1;
		read["idle"] = 1;
		written["written"] = 1;
		written["idle too"] = 1;
		}
	if ( packets <= 8 )
		{
		if ( "read" in read )
			print fmt("%.0f read %d", passed(), read["read"]);
		written["written"] = packets;
		}
	}
