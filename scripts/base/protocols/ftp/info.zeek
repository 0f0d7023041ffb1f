##! What is known of a session of FTP.

@load ./utils-commands

module FTP;

export {
	## Whether passwords are logged.
	option default_capture_password = F;

	## A data channel that will be opened.
	type ExpectedDataChannel: record {
		## Whether the client opens it.
		passive: bool &log;
		## Who opens it.
		orig_h: addr &log;
		## Who waits for it.
		resp_h: addr &log;
		## Where.
		resp_p: port &log;
	};

	## A row of the log, and what the session is about.
	type Info: record {
		## When the command was sent.
		ts: time &log;
		## The connection.
		uid: string &log;
		## Its addresses and ports.
		id: conn_id &log;
		## Who logged in.
		user: string &log &default="<unknown>";
		## With which password, if it is logged.
		password: string &log &optional;
		## The command.
		command: string &log &optional;
		## What goes with it.
		arg: string &log &optional;
		## The type of the file.
		mime_type: string &log &optional;
		## Its size, as the server says.
		file_size: count &log &optional;
		## The code of the reply.
		reply_code: count &log &optional;
		## Its text.
		reply_msg: string &log &optional;
		## The data channel that was agreed upon.
		data_channel: ExpectedDataChannel &log &optional;
		## The present directory; "." until it is known.
		cwd: string &default=".";
		## The command that the last reply was for.
		cmdarg: CmdArg &optional;
		## Commands without a reply.
		pending_commands: PendingCmds;
		## The number of the last command.
		command_seq: count &default=0;
		## Whether data channels are opened by the client.
		passive: bool &default=F;
		## Whether the password is logged.
		capture_password: bool &default=default_capture_password;
		## Whether there was a row already.
		logged_command_seen: bool &default=F;
		## The file.
		fuid: string &optional &log;
	};
}
