##! Gives connections more time to be silent in which people type.

module Conn;

export {
	## How long connections may be silent in which an analyzer found its protocol.
	option analyzer_inactivity_timeouts: table[AllAnalyzers::Tag] of interval = {
		[[Analyzer::ANALYZER_SSH, Analyzer::ANALYZER_FTP]] = 1 hrs,
	};

	## How long connections to a port may be silent.
	option port_inactivity_timeouts: table[port] of interval = {
		[[21/tcp, 22/tcp, 23/tcp, 513/tcp]] = 1 hrs,
	};
}

event analyzer_confirmation_info(atype: AllAnalyzers::Tag, info: AnalyzerConfirmationInfo) {
	if ( info?$c && atype in analyzer_inactivity_timeouts )
		set_inactivity_timeout(info$c$id, analyzer_inactivity_timeouts[atype]);
}

event connection_established(c: connection) {
	local server = c$id$resp_p;

	# Where only one half was seen, the sides may be the wrong way round.
	if ( c$id$orig_p in likely_server_ports && server !in likely_server_ports && c$orig$state == TCP_INACTIVE )
		server = c$id$orig_p;

	if ( server in port_inactivity_timeouts )
		set_inactivity_timeout(c$id, port_inactivity_timeouts[server]);
}
