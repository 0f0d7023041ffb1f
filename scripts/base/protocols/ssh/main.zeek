##! The log of SSH: a row for each connection, with what both sides chose and how authentication went.

@load base/frameworks/logging
@load base/protocols/conn/removal-hooks
@load base/utils/directions-and-hosts

module SSH;

export {
	redef enum Log::ID += { LOG };

	## Where servers are.
	const ports = { 22/tcp } &redef;

	global log_policy: Log::PolicyHook;

	## A row of the log.
	type Info: record {
		## When the connection was recognized.
		ts: time &log;
		## The connection.
		uid: string &log;
		## Its addresses and ports.
		id: conn_id &log;
		## The major version, 1 or 2; unset if the sides have none in common.
		version: count &log &optional;
		## Whether the client was let in; unset if that could not be told.
		auth_success: bool &log &optional;
		## How many attempts there were. Where two factors are asked for, the first counts as one more.
		auth_attempts: count &log &default=0;
		## Who connects to whom, if one of them is local.
		direction: Direction &log &optional;
		## How the client introduces itself.
		client: string &log &optional;
		## How the server introduces itself.
		server: string &log &optional;
		## The cipher.
		cipher_alg: string &log &optional;
		## The algorithm that signs packets.
		mac_alg: string &log &optional;
		## How packets are compressed.
		compression_alg: string &log &optional;
		## The method of key exchange.
		kex_alg: string &log &optional;
		## The algorithm of the server's key.
		host_key_alg: string &log &optional;
		## The server's key, as `ssh-keygen -l` shows it.
		host_key_fingerprint: string &log &optional;
	};

	## Where these compress, lengths tell nothing of authentication.
	option compression_algorithms = set("zlib", "zlib@openssh.com");

	## Whether a connection is left alone once the client is let in.
	option disable_analyzer_after_detection = T;

	## Raised for each row.
	global log_ssh: event(rec: Info);

	## Logs what was not logged by the end of the connection.
	global finalize_ssh: Conn::RemovalHook;
}

module GLOBAL;

export {
	## All attempts of a connection seem to have failed. At most once for each.
	##
	## c: the connection
	global ssh_auth_failed: event(c: connection);

	## How authentication ended. At most once for each connection, and not if it could not be told.
	##
	## c: the connection
	##
	## result: whether the client was let in
	##
	## auth_attempts: how many attempts there were
	global ssh_auth_result: event(c: connection, result: bool, auth_attempts: count);
}

module SSH;

redef record Info += {
	# Whether the row is written.
	logged: bool &default=F;
	# What the side offers that spoke first.
	capabilities: Capabilities &optional;
	## The number of the analyzer.
	analyzer_id: count &optional;
};

redef record connection += {
	ssh: Info &optional;
};

event zeek_init() &priority=5 {
	Log::create_stream(SSH::LOG, Log::Stream($columns=Info, $ev=log_ssh, $path="ssh", $policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_SSH, ports);
}

function set_session(c: connection) {
	if ( c?$ssh )
		return;

	local row = Info($ts=network_time(), $uid=c$uid, $id=c$id);
	local from_local = Site::is_local_addr(c$id$orig_h);

	if ( from_local != Site::is_local_addr(c$id$resp_h) )
		row$direction = from_local ? OUTBOUND : INBOUND;

	c$ssh = row;
	Conn::register_removal_hook(c, finalize_ssh);
}

# The major version of an introduction, "*" for both 1 and 2.
function major_of(introduction: string): string {
	if ( introduction[4] == "1" && introduction[6:8] == "99" )
		return "*";

	return introduction[4];
}

function set_version(c: connection) {
	local row = c$ssh;
	delete row$version;

	if ( ! row?$client || ! row?$server || row$client == "" || row$server == "" )
		return;

	local sides = fmt("%s vs %s", row$server, row$client);

	if ( |row$client| <= 4 || |row$server| <= 4 ) {
		Reporter::conn_weird("SSH_cannot_determine_version", c, sides);
		return;
	}

	switch ( major_of(row$client) + major_of(row$server) ) {
		case "22", "2*", "*2", "**":
			row$version = 2;
			break;
		case "11", "1*", "*1":
			row$version = 1;
			break;
		case "12", "21":
			Reporter::conn_weird("SSH_version_mismatch", c, sides);
			break;
	}
}

event ssh_client_version(c: connection, version: string) {
	set_session(c);
	c$ssh$client = version;
	set_version(c);
}

event ssh_server_version(c: connection, version: string) {
	set_session(c);
	c$ssh$server = version;
	set_version(c);
}

# The client's first that the server has too.
function find_alg(client: vector of string, server: vector of string): string {
	local offered: set[string];

	for ( _, one in server )
		add offered[one];

	for ( _, wanted in client )
		if ( wanted in offered )
			return wanted;

	return "Algorithm negotiation failed";
}

function find_bidirectional_alg(client: Algorithm_Prefs, server: Algorithm_Prefs): string {
	local there = find_alg(client$client_to_server, server$client_to_server);
	local back = find_alg(client$server_to_client, server$server_to_client);
	return there == back ? there : fmt("To server: %s, to client: %s", there, back);
}

event ssh_capabilities(c: connection, cookie: string, capabilities: Capabilities) {
	if ( ! c?$ssh )
		return;

	local row = c$ssh;

	if ( ! row?$capabilities ) {
		row$capabilities = capabilities;
		return;
	}

	if ( row$capabilities$is_server == capabilities$is_server )
		return;

	local client = capabilities$is_server ? row$capabilities : capabilities;
	local server = capabilities$is_server ? capabilities : row$capabilities;
	row$kex_alg = find_alg(client$kex_algorithms, server$kex_algorithms);
	row$host_key_alg = find_alg(client$server_host_key_algorithms, server$server_host_key_algorithms);
	row$cipher_alg = find_bidirectional_alg(client$encryption_algorithms, server$encryption_algorithms);
	row$mac_alg = find_bidirectional_alg(client$mac_algorithms, server$mac_algorithms);
	row$compression_alg = find_bidirectional_alg(client$compression_algorithms, server$compression_algorithms);
}

event ssh_server_host_key_fingerprint(c: connection, fingerprint: string) &priority=5 {
	if ( c?$ssh )
		c$ssh$host_key_fingerprint = fingerprint;
}

event ssh_auth_attempted(c: connection, authenticated: bool) &priority=5 {
	if ( ! c?$ssh || (c$ssh?$auth_success && c$ssh$auth_success) )
		return;

	if ( c$ssh?$compression_alg && c$ssh$compression_alg in compression_algorithms )
		return;

	c$ssh$auth_success = authenticated;
	++c$ssh$auth_attempts;

	if ( authenticated && disable_analyzer_after_detection && c$ssh?$analyzer_id )
		disable_analyzer(c$id, c$ssh$analyzer_id);
}

event ssh_auth_attempted(c: connection, authenticated: bool) &priority=-5 {
	if ( ! authenticated || ! c?$ssh || c$ssh$logged )
		return;

	event ssh_auth_result(c, T, c$ssh$auth_attempts);
	c$ssh$logged = T;
	Log::write(SSH::LOG, c$ssh);
}

event ssh_auth_failed(c: connection) &priority=-5 {
	if ( ! c?$ssh || c$ssh$logged )
		return;

	c$ssh$logged = T;
	Log::write(SSH::LOG, c$ssh);
	event ssh_auth_result(c, F, c$ssh$auth_attempts);
}

hook finalize_ssh(c: connection) {
	if ( ! c?$ssh || c$ssh$logged )
		return;

	local row = c$ssh;

	if ( ! row?$client || ! row?$server || ! row?$auth_success ) {
		row$logged = T;
		Log::write(SSH::LOG, row);
	}
	# A success is logged at once, or is about to be.
	else if ( ! row$auth_success )
		event ssh_auth_failed(c);
}

event analyzer_confirmation_info(atype: AllAnalyzers::Tag, info: AnalyzerConfirmationInfo) &priority=20 {
	if ( atype != Analyzer::ANALYZER_SSH )
		return;

	set_session(info$c);
	info$c$ssh$analyzer_id = info$aid;
}
