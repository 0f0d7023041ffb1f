# @TEST-DOC: What packets carry, in an event for each that carries something.
# @TEST-EXEC: zeek -b -C -r icmp-udp.pcap %INPUT >output
# @TEST-EXEC: btest-diff output

event packet_contents(c: connection, contents: string) {
	print c$id$proto, |contents|, contents;
}
