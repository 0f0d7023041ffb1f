##! Functions of Teredo.

module PacketAnalyzer::TEREDO;

export {
	## Forgets what is known of a connection as a Teredo tunnel.
	global remove_teredo_connection: function(cid: conn_id): bool;
}
