##! Says in rdp.log whether TLS was agreed on.

@load base/protocols/rdp
@load base/protocols/ssl

module RDP;

redef record Info += {
	## Whether the session is encrypted by TLS.
	ssl: bool &log &default=F;
};

event ssl_established(c: connection) {
	if ( c?$rdp )
		c$rdp$ssl = T;
}
