##! Logs MAC addresses with connections.

@load base/protocols/conn

module Conn;

redef record Info += {
	## The address on the link that the originator's packets come from.
	orig_l2_addr: string &log &optional;
	## The address on the link that the responder's packets come from.
	resp_l2_addr: string &log &optional;
};

# Once for each connection, before it is logged.
event connection_state_remove(c: connection) {
	if ( c$orig?$l2_addr )
		c$conn$orig_l2_addr = c$orig$l2_addr;

	if ( c$resp?$l2_addr )
		c$conn$resp_l2_addr = c$resp$l2_addr;
}
