# @TEST-DOC: Functions of scripts leave packets out, by their headers and what they carry.
# @TEST-EXEC: zeek -b -C -r dns.pcap %INPUT >output
# @TEST-EXEC: btest-diff output

redef discarder_maxlen = 4;

global asked = 0;

function discarder_check_ip(p: pkt_hdr): bool
	{
	++asked;
	return asked == 1;
	}

function discarder_check_udp(p: pkt_hdr, d: string): bool
	{
	print "udp", p$ip$src, p$udp$dport, |d|;
	return p$udp$dport != 53/udp;
	}

event new_packet(c: connection, p: pkt_hdr)
	{
	print "analysed", p$udp$dport;
	}

event zeek_done()
	{
	print asked > 4;
	}
