##! Where IMAP is. It has no log; what comes after STARTTLS is in that of TLS.

module IMAP;

export {
	## Where servers are.
	const ports = { 143/tcp } &redef;
}

event zeek_init() &priority=5 {
	Analyzer::register_for_ports(Analyzer::ANALYZER_IMAP, ports);
}
