##! Where XMPP is. It has no log; what comes after STARTTLS is in that of TLS.

module XMPP;

export {
	## Where servers are: for clients, and for each other.
	const ports = { 5222/tcp, 5269/tcp } &redef;
}

event zeek_init() &priority=5 {
	Analyzer::register_for_ports(Analyzer::ANALYZER_XMPP, ports);
}
