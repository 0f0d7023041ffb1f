# @TEST-DOC: Ports and their protocols.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

event zeek_init()
	{
	local p = 80/tcp;
	print p, p == 80/tcp, p == 80/udp, p != 81/tcp;
	print 80/tcp < 81/tcp, 80/tcp < 1/udp, 65535/tcp < 0/udp;
	print port_to_count(p), get_port_transport_proto(p), count_to_port(53, udp);
	print p in set(80/tcp, 443/tcp), 80/udp in set(80/tcp);
	switch ( p ) {
		case 80/udp:
			print "udp";
			break;
		case 80/tcp:
			print "tcp";
			break;
	}
	}
