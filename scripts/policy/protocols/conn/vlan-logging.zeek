##! Logs VLANs with connections.

@load base/protocols/conn

module Conn;

redef record Info += {
	## The outer VLAN.
	vlan: int &log &optional;
	## The inner VLAN.
	inner_vlan: int &log &optional;
};

# Once for each connection, before it is logged.
event connection_state_remove(c: connection) {
	if ( c?$vlan )
		c$conn$vlan = c$vlan;

	if ( c?$inner_vlan )
		c$conn$inner_vlan = c$inner_vlan;
}
