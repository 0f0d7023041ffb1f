##! Functions of TLS.

export {
	## Takes a connection for established: what comes from now on is encrypted. False if it is not TLS.
	global set_ssl_established: function(c: connection): bool;

	## Sets the master secret, by which application data is decrypted. False if the connection is not TLS.
	global set_secret: function(c: connection, secret: string): bool;

	## Sets the keys, by which application data is decrypted. False if the connection is not TLS.
	global set_keys: function(c: connection, keys: string): bool;

	## Sets a secret of TLS 1.3, by which its handshake and application data are decrypted. False if the connection is not TLS.
	##
	## label: what it is called in key log files: CLIENT_HANDSHAKE_TRAFFIC_SECRET, SERVER_HANDSHAKE_TRAFFIC_SECRET,
	##        CLIENT_TRAFFIC_SECRET_0 or SERVER_TRAFFIC_SECRET_0
	global set_traffic_secret: function(c: connection, label: string, secret: string): bool;

	## A distinguished name in DER as text (RFC 2253); empty if it is none.
	global parse_distinguished_name: function(dn: string): string;
}
