##! Where Finger is. It has no log.

module Finger;

export {
	## Where servers are.
	const ports = { 79/tcp } &redef;
}

event zeek_init() &priority=5 {
	Analyzer::register_for_ports(Analyzer::ANALYZER_FINGER, ports);
}
