# @TEST-DOC: Metrics of connections, event handlers and the process; metrics that are read while they are brought up to date.
# @TEST-EXEC: zeek -b -C -r dns.pcap %INPUT >output 2>messages
# @TEST-EXEC: btest-diff output
# @TEST-EXEC: btest-diff messages

@load base/frameworks/telemetry

global syncs = 0;

hook Telemetry::sync()
	{
	++syncs;
	if ( syncs == 1 )
		{
		Telemetry::collect_metrics("none");
		break;
		}
	}

event connection_state_remove(c: connection)
	{
	}

event zeek_done()
	{
	for ( _, m in Telemetry::collect_metrics("zeek", "*sessions") )
		print m$opts$name, m$label_values, m$value;

	for ( _, n in Telemetry::collect_metrics("zeek", "event_handler_invocations") )
		if ( n$label_values[0] == "zeek_done" || n$label_values[0] == "connection_state_remove" )
			print n$label_values, n$value;

	for ( _, p in Telemetry::collect_metrics("process") )
		print p$opts$name, p$value > 0.0;

	get_conn_stats();

	for ( _, a in Telemetry::collect_metrics("zeek", "total_sessions") )
		print a$label_values, a$value;
	}
