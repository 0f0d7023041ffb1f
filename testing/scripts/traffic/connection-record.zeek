# @TEST-DOC: What a connection's record shows is of the time of its event, and stays the same value once a script has it.
# @TEST-EXEC: zeek -b -C -r http.pcap %INPUT >out
# @TEST-EXEC: btest-diff out

@load base/protocols/conn

global first_orig: endpoint;
global seen = F;

event new_connection(c: connection) {
	if ( ! seen )
		print "new", c$orig, c$resp$size, c?$orig;
}

event connection_established(c: connection) {
	if ( seen )
		return;

	seen = T;
	first_orig = c$orig;
	print "established", first_orig$size, first_orig$num_pkts;
}

event connection_state_remove(c: connection) &priority=10 {
	if ( ! seen || first_orig$size == 0 )
		print "never asked before", c$orig$size, c$resp$size, c$resp?$l2_addr;
	else
		print "kept", first_orig$size == c$orig$size, c$orig$num_pkts, c$resp$num_pkts, copy(c)$resp$num_pkts == c$resp$num_pkts;

	c$resp = endpoint($size=7, $state=1, $num_pkts=1, $num_bytes_ip=1, $flow_label=0);
	print c$resp$size;
}
