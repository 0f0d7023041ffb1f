##! A log of SMB's commands.

@load base/protocols/smb

module SMB;

export {
	redef enum Log::ID += { CMD_LOG };

	global log_policy: Log::PolicyHook;

	## Answers after which a command is not over.
	option ignored_command_statuses: set[string] = { "MORE_PROCESSING_REQUIRED" };
}

# Commands of version 1 whose rows wait for more than the message, and are written here only when they fail.
const deferred_logging_cmds: set[string] = {
	"NEGOTIATE",
	"READ_ANDX",
	"SESSION_SETUP_ANDX",
	"TREE_CONNECT_ANDX",
};

event zeek_init() &priority=5 {
	Log::create_stream(SMB::CMD_LOG, Log::Stream($columns=CmdInfo, $path="smb_cmd", $policy=log_policy));
}

function log_command(c: connection, deferred: bool) {
	if ( ! c?$smb_state || ! c$smb_state?$current_cmd )
		return;

	local cmd = c$smb_state$current_cmd;

	if ( cmd?$status && cmd$status in ignored_command_statuses )
		return;

	if ( (cmd$command in deferred_logging_cmds) == deferred )
		Log::write(SMB::CMD_LOG, cmd);
}

event smb1_message(c: connection, hdr: SMB1::Header, is_orig: bool) &priority=-5 {
	if ( ! is_orig )
		log_command(c, F);
}

event smb1_error(c: connection, hdr: SMB1::Header, is_orig: bool) {
	if ( ! is_orig )
		log_command(c, T);
}

event smb2_message(c: connection, hdr: SMB2::Header, is_orig: bool) &priority=-5 {
	if ( is_orig || ! c?$smb_state || ! c$smb_state?$current_cmd )
		return;

	# The answer proper is still to come.
	if ( c$smb_state$current_cmd?$status && c$smb_state$current_cmd$status == "PENDING" )
		return;

	log_command(c, F);
}
