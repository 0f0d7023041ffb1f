##! Functions of FTP.

export {
	## Reads what PORT says.
	global parse_ftp_port: function(s: string): ftp_port;

	## Reads what EPRT says (RFC 2428).
	global parse_eftp_port: function(s: string): ftp_port;

	## Reads the reply to PASV.
	global parse_ftp_pasv: function(str: string): ftp_port;

	## Reads the reply to EPSV (RFC 2428).
	global parse_ftp_epsv: function(str: string): ftp_port;

	## Writes an address and a port as PORT does.
	global fmt_ftp_port: function(a: addr, p: port): string;
}
