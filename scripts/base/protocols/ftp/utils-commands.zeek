##! Commands that wait for a reply, and which reply is for which.

module FTP;

export {
	## A command.
	type CmdArg: record {
		## When it was sent.
		ts: time;
		## What it is.
		cmd: string &default="<unknown>";
		## What goes with it.
		arg: string &default="";
		## Its number in the session.
		seq: count &default=0;
		## Whether the present directory follows from it already.
		cwd_consumed: bool &default=F;
	};

	## Commands by their number.
	type PendingCmds: table[count] of CmdArg;

	## Which codes a command may be replied to with: those of RFC 959, then those of extensions.
	option cmd_reply_code: set[string, count] = {
		["<init>", [120, 220, 421]],
		["USER", [230, 331, 332, 421, 500, 501, 530]],
		["PASS", [202, 230, 332, 421, 500, 501, 503, 530]],
		["ACCT", [202, 230, 421, 500, 501, 503, 530]],
		["CWD", [250, 421, 500, 501, 502, 530, 550]],
		["CDUP", [200, 250, 421, 500, 501, 502, 530, 550]],
		["SMNT", [202, 250, 421, 500, 501, 502, 530, 550]],
		["REIN", [120, 220, 421, 500, 502]],
		["QUIT", [221, 500]],
		["PORT", [200, 421, 500, 501, 530]],
		["PASV", [227, 421, 500, 501, 502, 530]],
		["MODE", [200, 421, 500, 501, 502, 504, 530]],
		["TYPE", [200, 421, 500, 501, 504, 530]],
		["STRU", [200, 421, 500, 501, 504, 530]],
		["ALLO", [200, 202, 421, 500, 501, 504, 530]],
		["REST", [200, 350, 421, 500, 501, 502, 530]],
		["STOR", [110, 125, 150, 226, 250, 421, 425, 426, 450, 451, 452, 500, 501, 530, 532, 550, 551, 552, 553]],
		["STOU", [110, 125, 150, 226, 250, 421, 425, 426, 450, 451, 452, 500, 501, 530, 532, 550, 551, 552, 553]],
		["APPE", [125, 150, 226, 250, 421, 425, 426, 450, 451, 452, 500, 501, 502, 530, 532, 550, 551, 552, 553]],
		["RETR", [110, 125, 150, 226, 250, 421, 425, 426, 450, 451, 500, 501, 530, 550]],
		["LIST", [125, 150, 226, 250, 421, 425, 426, 450, 451, 500, 501, 502, 530, 550]],
		["NLST", [125, 150, 226, 250, 421, 425, 426, 450, 451, 500, 501, 502, 530, 550]],
		["RNFR", [350, 421, 450, 500, 501, 502, 530, 550]],
		["RNTO", [250, 421, 500, 501, 502, 503, 530, 532, 553]],
		["DELE", [250, 421, 450, 500, 501, 502, 530, 550]],
		["RMD", [250, 421, 500, 501, 502, 530, 550]],
		["MKD", [257, 421, 500, 501, 502, 530, 550]],
		["PWD", [257, 421, 500, 501, 502, 550]],
		["ABOR", [225, 226, 421, 500, 501, 502]],
		["SYST", [215, 421, 500, 501, 502, 530]],
		["STAT", [211, 212, 213, 421, 450, 500, 501, 502, 530]],
		["HELP", [200, 211, 214, 421, 500, 501, 502]],
		["SITE", [200, 202, 214, 500, 501, 502, 530]],
		["NOOP", [200, 421, 500]],
		# RFC 1639, RFC 2389, RFC 2428, RFC 3659.
		["LPRT", [500, 501, 521]],
		["FEAT", [211, 500, 502]],
		["OPTS", [200, 451, 501]],
		["EPSV", [229, 500, 501]],
		["EPRT", [200, 500, 501, 522]],
		["SIZE", [213, 500, 501, 550]],
		["MDTM", [213, 500, 501, 550]],
		["MLST", [150, 226, 250, 500, 501, 550]],
		["MLSD", [150, 226, 250, 500, 501, 550]],
		# Of clients that say what they are, and of files of the Macintosh.
		["CLNT", [200, 500]],
		["MACB", [200, 500, 550]],
		# Lines within a reply.
		["<init>", 0],
		["<missing>", 0],
		["QUIT", 0],
	};
}

function add_pending_cmd(pc: PendingCmds, seq: count, cmd: string, arg: string): CmdArg {
	local made = CmdArg($ts=network_time(), $cmd=cmd, $arg=arg, $seq=seq);
	pc[seq] = made;
	return made;
}

# How well a command fits a reply: by its code first, then by what the text names.
function fitness(one: CmdArg, reply_code: count, reply_msg: string): count {
	local fits = 0;

	if ( reply_code == 500 || [one$cmd, reply_code] in cmd_reply_code )
		fits += 100;

	if ( strstr(reply_msg, one$cmd) > 0 )
		fits += 20;

	if ( strstr(reply_msg, one$arg) > 0 )
		fits += 10;

	return fits;
}

# The command that a reply fits best, the first of several.
function get_pending_cmd(pc: PendingCmds, reply_code: count, reply_msg: string): CmdArg {
	local best = CmdArg($ts=network_time());
	local best_fit = 0;
	local found = F;

	for ( seq, one in pc ) {
		local fit = fitness(one, reply_code, reply_msg);

		if ( ! found || fit > best_fit || (fit == best_fit && seq < best$seq) ) {
			best = one;
			best_fit = fit;
			found = T;
		}
	}

	return best;
}

function remove_pending_cmd(pc: PendingCmds, ca: CmdArg): bool {
	if ( ca$seq !in pc )
		return F;

	delete pc[ca$seq];
	return T;
}
