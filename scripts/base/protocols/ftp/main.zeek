##! The log of FTP: a row for each command that is about files or data channels.

@load base/frameworks/cluster
@load base/frameworks/logging
@load base/frameworks/notice/weird
@load base/protocols/conn/removal-hooks
@load base/utils/addrs
@load base/utils/numbers
@load base/utils/paths
@load ./info
@load ./utils
@load ./utils-commands

module FTP;

export {
	redef enum Log::ID += { LOG };

	## Where servers are; 2811 is for GridFTP.
	const ports = { 21/tcp, 2811/tcp } &redef;

	global log_policy: Log::PolicyHook;

	## Commands that are logged.
	option logged_commands = { "APPE", "DELE", "RETR", "STOR", "STOU", "ACCT", "PORT", "PASV", "EPRT", "EPSV" };

	## Users whose passwords are no secret.
	option guest_ids = { "anonymous", "ftp", "ftpuser", "guest" };

	## The three digits of a reply's code.
	type ReplyCode: record {
		x: count;
		y: count;
		z: count;
	};

	## Takes a code apart.
	global parse_ftp_reply_code: function(code: count): ReplyCode;

	## Raised for each row.
	global log_ftp: event(rec: Info);

	## Logs what was not logged by the end of a control channel.
	global finalize_ftp: Conn::RemovalHook;

	## A data channel is over.
	global finalize_ftp_data: hook(c: connection);

	## How many commands may wait for a reply.
	option max_pending_commands = 20;

	## The longest user name.
	option max_user_length = 128;

	## The longest password.
	option max_password_length = 128;

	## The longest argument in the log.
	option max_arg_length = 4096;

	## The longest present directory: each CWD may make it longer.
	option max_cwd_length = 4096;

	## The longest reply in the log.
	option max_reply_msg_length = 4096;

	## How many data channels may be awaited, 0 for any number.
	option max_expected_data_channels = 100000;

	## Whether each session has a row, if only one that says who logged in.
	option log_at_least_one_command = F;
}

redef record connection += {
	ftp: Info &optional;
	## Whether the data channel's addresses and ports are used again.
	ftp_data_reuse: bool &default=F;
};

event zeek_init() &priority=5 {
	Log::create_stream(FTP::LOG, Log::Stream($columns=Info, $ev=log_ftp, $path="ftp", $policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_FTP, ports);
}

# Sessions that await a data channel, by where it will be.
global ftp_data_expected: table[addr, port] of Info &read_expire=5mins;

# Commands whose argument is a path.
const file_cmds = { "APPE", "CWD", "DELE", "MKD", "RETR", "RMD", "RNFR", "RNTO", "STOR", "STOU", "REST", "SIZE", "MDTM" };

# Commands and replies that tell of the present directory.
const directory_cmds = { ["CWD", 250], ["CDUP", 200], ["CDUP", 250], ["PWD", 257], ["XPWD", 257] };

function parse_ftp_reply_code(code: count): ReplyCode {
	return ReplyCode($x=code / 100 % 10, $y=code / 10 % 10, $z=code % 10);
}

function set_ftp_session(c: connection) {
	if ( c?$ftp )
		return;

	c$ftp = Info($ts=network_time(), $uid=c$uid, $id=c$id);
	Conn::register_removal_hook(c, finalize_ftp);

	# What the server greets with is a reply too.
	add_pending_cmd(c$ftp$pending_commands, ++c$ftp$command_seq, "<init>", "");
}

function hides_password(s: Info): bool {
	return ! s$capture_password && to_lower(s$user) !in guest_ids;
}

# Cuts what is too long, and tells.
function cut(c: connection, text: string, max: count, weird: string): string {
	if ( |text| <= max )
		return text;

	Reporter::conn_weird(weird, c, cat(|text|), "FTP");
	return text[:max];
}

# Writes a row for the command that the last reply was for.
function ftp_message(c: connection) {
	if ( ! c?$ftp )
		return;

	local s = c$ftp;
	s$ts = s$cmdarg$ts;
	s$command = s$cmdarg$cmd;
	s$arg = s$cmdarg$arg;

	if ( s$command in file_cmds )
		s$arg = build_url_ftp(s);

	s$arg = cut(c, s$arg, max_arg_length, "FTP_arg_too_long");

	if ( s?$reply_msg )
		s$reply_msg = cut(c, s$reply_msg, max_reply_msg_length, "FTP_reply_msg_too_long");

	if ( s$command == "PASS" && hides_password(s) )
		s$arg = "<hidden>";

	if ( s?$password && hides_password(s) )
		s$password = "<hidden>";

	if ( s$arg == "" )
		delete s$arg;

	if ( s$command in logged_commands ) {
		Log::write(FTP::LOG, s);
		s$logged_command_seen = T;
	}

	# These are of one command only.
	delete s$mime_type;
	delete s$file_size;
	delete s$data_channel;
	delete s$fuid;
}

# ---- data channels

# What other nodes need to know of a session.
function minimize_info(s: Info): Info &is_used {
	return Info($ts=s$ts, $uid=s$uid, $id=s$id, $user=s$user, $passive=s$passive);
}

# Through whom workers tell each other.
function ftp_relay_topic(): string &is_used {
	local topic = Cluster::rr_topic(Cluster::proxy_pool, "ftp_transfer_rr_key");
	return topic == "" ? Cluster::manager_topic : topic;
}

function may_expect(chan: ExpectedDataChannel): bool {
	if ( [chan$resp_h, chan$resp_p] in ftp_data_expected || max_expected_data_channels == 0 ||
	     |ftp_data_expected| < max_expected_data_channels )
		return T;

	Reporter::net_weird("FTP_too_many_expected_data_channels", cat(|ftp_data_expected|), "FTP");
	return F;
}

function expect_channel(s: Info, chan: ExpectedDataChannel) {
	ftp_data_expected[chan$resp_h, chan$resp_p] = s;
	Analyzer::schedule_analyzer(chan$orig_h, chan$resp_h, chan$resp_p, Analyzer::ANALYZER_FTP_DATA, 5mins);
}

event sync_add_expected_data(s: Info, chan: ExpectedDataChannel) &is_used {
@if ( Cluster::local_node_type() == Cluster::PROXY || Cluster::local_node_type() == Cluster::MANAGER )
	Cluster::publish(Cluster::worker_topic, sync_add_expected_data, minimize_info(s), chan);
@else
	if ( may_expect(chan) )
		expect_channel(s, chan);
@endif
}

event sync_remove_expected_data(resp_h: addr, resp_p: port) &is_used {
@if ( Cluster::local_node_type() == Cluster::PROXY || Cluster::local_node_type() == Cluster::MANAGER )
	Cluster::publish(Cluster::worker_topic, sync_remove_expected_data, resp_h, resp_p);
@else
	delete ftp_data_expected[resp_h, resp_p];
@endif
}

function add_expected_data_channel(s: Info, chan: ExpectedDataChannel) {
	if ( ! may_expect(chan) )
		return;

	s$passive = chan$passive;
	s$data_channel = chan;
	expect_channel(s, chan);
@if ( Cluster::is_enabled() )
	Cluster::publish(ftp_relay_topic(), sync_add_expected_data, minimize_info(s), chan);
@endif
}

event scheduled_analyzer_applied(c: connection, a: Analyzer::Tag) &priority=10 {
	if ( [c$id$resp_h, c$id$resp_p] !in ftp_data_expected )
		return;

	add c$service["ftp-data"];
	Conn::register_removal_hook(c, finalize_ftp_data);
}

event file_transferred(c: connection, prefix: string, descr: string, mime_type: string) &priority=5 {
	if ( [c$id$resp_h, c$id$resp_p] in ftp_data_expected )
		ftp_data_expected[c$id$resp_h, c$id$resp_p]$mime_type = split_string1(mime_type, /;/)[0];
}

event connection_reused(c: connection) &priority=5 {
	if ( "ftp-data" in c$service )
		c$ftp_data_reuse = T;
}

hook finalize_ftp_data(c: connection) {
	if ( c$ftp_data_reuse || [c$id$resp_h, c$id$resp_p] !in ftp_data_expected )
		return;

	delete ftp_data_expected[c$id$resp_h, c$id$resp_p];
@if ( Cluster::is_enabled() )
	Cluster::publish(ftp_relay_topic(), sync_remove_expected_data, c$id$resp_h, c$id$resp_p);
@endif
}

# ---- commands and replies

event ftp_request(c: connection, command: string, arg: string) &priority=5 {
	# The row of a command is written when the next one comes, for only then all of its replies are there.
	if ( c?$ftp && c$ftp?$cmdarg && c$ftp?$reply_code && remove_pending_cmd(c$ftp$pending_commands, c$ftp$cmdarg) )
		ftp_message(c);

	set_ftp_session(c);
	local s = c$ftp;

	if ( |s$pending_commands| < max_pending_commands )
		add_pending_cmd(s$pending_commands, ++s$command_seq, command, arg);
	else
		Reporter::conn_weird("FTP_too_many_pending_commands", c, cat(|s$pending_commands|), "FTP");

	switch ( command ) {
		case "USER":
			s$user = cut(c, arg, max_user_length, "FTP_user_too_long");
			break;
		case "PASS":
			s$password = cut(c, arg, max_password_length, "FTP_password_too_long");
			break;
		case "PORT", "EPRT":
			local data = command == "PORT" ? parse_ftp_port(arg) : parse_eftp_port(arg);

			if ( data$valid )
				add_expected_data_channel(s, ExpectedDataChannel($passive=F, $orig_h=c$id$resp_h, $resp_h=data$h,
				                                                 $resp_p=data$p));
			break;
	}
}

# What a reply says of the data channel that the client will open.
function note_passive(c: connection, code: count, msg: string) {
	local data = code == 227 ? parse_ftp_pasv(msg) : parse_ftp_epsv(msg);

	if ( ! data$valid )
		return;

	c$ftp$passive = T;
	local server = code == 229 && data$h == [::] ? c$id$resp_h : data$h;
	add_expected_data_channel(c$ftp, ExpectedDataChannel($passive=T, $orig_h=c$id$orig_h, $resp_h=server, $resp_p=data$p));
}

function note_directory(s: Info, msg: string) {
	switch ( s$cmdarg$cmd ) {
		case "CWD":
			s$cwd = build_path_compressed(s$cwd, s$cmdarg$arg);
			break;
		case "CDUP":
			s$cwd = build_path_compressed(s$cwd, "/..");
			break;
		default:
			s$cwd = extract_path(msg);
			break;
	}

	if ( |s$cwd| > max_cwd_length )
		s$cwd = s$cwd[:max_cwd_length];
}

event ftp_reply(c: connection, code: count, msg: string, cont_resp: bool) &priority=5 {
	set_ftp_session(c);
	local s = c$ftp;

	# Lines within a reply tell nothing, unless one looks like another reply: some servers never end one that they have
	# begun, and then all that follows comes as if it were within it.
	if ( cont_resp && code == 0 && s?$reply_code && /^[1-9][0-9][0-9] [[:print:]]{10}.*/ !in msg )
		return;

	s$cmdarg = get_pending_cmd(s$pending_commands, code, msg);
	s$reply_code = code;
	s$reply_msg = msg;

	if ( cont_resp )
		return;

	local command = s$cmdarg$cmd;

	if ( (code == 150 && command == "RETR") || (code == 213 && command == "SIZE") )
		s$file_size = extract_count(msg, F);
	else if ( (code == 227 || code == 229) && (command == "PASV" || command == "EPSV") )
		note_passive(c, code, msg);

	if ( [command, code] in directory_cmds && ! s$cmdarg$cwd_consumed ) {
		s$cmdarg$cwd_consumed = T;
		note_directory(s, msg);
	}

	# With more commands under way, the next one may have come long ago.
	if ( |s$pending_commands| > 1 ) {
		remove_pending_cmd(s$pending_commands, s$cmdarg);
		ftp_message(c);
	}
}

hook finalize_ftp(c: connection) {
	if ( ! c?$ftp )
		return;

	for ( _, one in c$ftp$pending_commands ) {
		c$ftp$cmdarg = one;
		ftp_message(c);
	}

	if ( log_at_least_one_command && ! c$ftp$logged_command_seen )
		Log::write(FTP::LOG, c$ftp);
}
