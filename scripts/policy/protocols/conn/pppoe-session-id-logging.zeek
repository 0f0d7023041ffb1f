##! Logs PPPoE sessions with connections.

@load base/protocols/conn

module Conn;

redef record Info += {
	## The number of the session.
	pppoe_session_id: count &log &optional;
};

# What the engine says where there is no session.
const no_session = 0xffffffff;

# Only while a packet is looked at it is known.
event new_connection(c: connection) {
	local session = PacketAnalyzer::PPPoE::session_id();

	if ( session != no_session )
		c$conn$pppoe_session_id = session;
}
