##! What is logged of SMB. There is no analyzer of it yet: records and logs are here for the scripts that add to them.

@load base/frameworks/files
@load base/frameworks/logging

module SMB;

export {
	redef enum Log::ID += { MAPPING_LOG, FILES_LOG };

	## Where servers listen.
	const ports = { 139/tcp, 445/tcp } &redef;

	global log_policy_files: Log::PolicyHook;
	global log_policy_mapping: Log::PolicyHook;

	## What is done with files, pipes and printers.
	type Action: enum {
		FILE_READ,
		FILE_WRITE,
		FILE_OPEN,
		FILE_CLOSE,
		FILE_DELETE,
		FILE_RENAME,
		FILE_SET_ATTRIBUTE,
		PIPE_READ,
		PIPE_WRITE,
		PIPE_OPEN,
		PIPE_CLOSE,
		PRINT_READ,
		PRINT_WRITE,
		PRINT_OPEN,
		PRINT_CLOSE,
	};

	## What of it is logged.
	option logged_file_actions: set[Action] = { FILE_OPEN, FILE_RENAME, FILE_DELETE, PRINT_OPEN, PRINT_CLOSE };

	## Whether what is known of a message is forgotten after it.
	option enable_clear_script_state = T;

	## A row of the log of files.
	type FileInfo: record {
		## When it was done.
		ts: time &log &default=network_time();
		## The connection.
		uid: string &log;
		## Its addresses and ports.
		id: conn_id &log;
		## The file's name in files.log.
		fuid: string &log &optional;
		## What was done.
		action: Action &log &optional;
		## The share.
		path: string &log &optional;
		## The file in it.
		name: string &log &optional;
		## Its size in bytes.
		size: count &log &default=0;
		## The name that it had before.
		prev_name: string &log &optional;
		## When it was made, changed, read.
		times: SMB::MACTimes &log &optional;
		## Its number in this session.
		fid: count &optional;
		## What is spoken over it, where it is a pipe.
		uuid: string &optional;
	};

	## A row of the log of shares.
	type TreeInfo: record {
		## When it was connected.
		ts: time &log &default=network_time();
		## The connection.
		uid: string &log;
		## Its addresses and ports.
		id: conn_id &log;
		## The share.
		path: string &log &optional;
		## What kind of service it is.
		service: string &log &optional;
		## The file system behind it.
		native_file_system: string &log &optional;
		## "DISK", "PIPE" or "PRINT".
		share_type: string &log &default="DISK";
	};

	## A command and its answer.
	type CmdInfo: record {
		## When it was sent.
		ts: time &log &default=network_time();
		## The connection.
		uid: string &log;
		## Its addresses and ports.
		id: conn_id &log;
		## The command.
		command: string &log;
		## What stands within it.
		sub_command: string &log &optional;
		## What it is about.
		argument: string &log &optional;
		## How the server answered.
		status: string &log &optional;
		## The time to the answer.
		rtt: interval &log &optional;
		## The version of the protocol.
		version: string &log;
		## The user, once known.
		username: string &log &optional;
		## The share.
		tree: string &log &optional;
		## What kind of service that is.
		tree_service: string &log &optional;
		## The file.
		referenced_file: FileInfo &log &optional;
		## The share, whole.
		referenced_tree: TreeInfo &optional;
	};

	## What is known of a session.
	type State: record {
		## What this message is about.
		current_cmd: CmdInfo &optional;
		current_file: FileInfo &optional;
		current_tree: TreeInfo &optional;
		## Commands without an answer yet, by their numbers.
		pending_cmds: table[count] of CmdInfo &optional;
		## Files, shares and pipes by theirs.
		fid_map: table[count] of FileInfo &optional;
		tid_map: table[count] of TreeInfo &optional;
		pipe_map: table[count] of string &optional;
		## Rows of late, to write none twice.
		recent_files: set[string] &default=set() &read_expire=3 min;
	};

	redef record connection += {
		smb_state: State &optional;
	};
}

event zeek_init() &priority=5 {
	Log::create_stream(SMB::FILES_LOG, Log::Stream($columns=FileInfo, $path="smb_files", $policy=log_policy_files));
	Log::create_stream(SMB::MAPPING_LOG, Log::Stream($columns=TreeInfo, $path="smb_mapping", $policy=log_policy_mapping));
	Analyzer::register_for_ports(Analyzer::ANALYZER_SMB, ports);
}
