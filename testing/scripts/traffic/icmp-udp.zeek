# @TEST-DOC: Echo, neighbour discovery, UDP with and without an answer.
# @TEST-EXEC: zeek -C -r icmp-udp.pcap %INPUT >output
# @TEST-EXEC: btest-diff conn.log
