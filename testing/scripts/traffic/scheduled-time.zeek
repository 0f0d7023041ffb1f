# @TEST-DOC: A scheduled event has the time for which it was scheduled, whenever it runs.
# @TEST-EXEC: zeek -b -C -r dns.pcap %INPUT >output
# @TEST-EXEC: btest-diff output

redef EventMetadata::add_network_timestamp = T;

global began: time;

event late(n: count)
	{
	print n, current_event_time() - began;
	}

event network_time_init()
	{
	began = network_time();
	schedule 1usec { late(1) };
	schedule 2usec { late(2) };
	}
