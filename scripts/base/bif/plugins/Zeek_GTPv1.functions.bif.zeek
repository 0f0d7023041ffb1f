##! Functions of GTPv1.

module PacketAnalyzer::GTPV1;

export {
	## Forgets what is known of a connection as a GTPv1 tunnel.
	global remove_gtpv1_connection: function(cid: conn_id): bool;
}
