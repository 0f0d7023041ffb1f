##! Notices programs that were run on a server by SITE EXEC.

@load base/frameworks/notice
@load base/protocols/ftp

module FTP;

export {
	redef enum Notice::Type += {
		## SITE EXEC succeeded.
		Site_Exec_Success,
	};
}

event ftp_reply(c: connection, code: count, msg: string, cont_resp: bool) &priority=3 {
	local done = c$ftp$cmdarg;

	if ( parse_ftp_reply_code(code)$x != 2 || done$cmd != "SITE" || /[eE][xX][eE][cC]/ !in done$arg )
		return;

	NOTICE(Notice::Info($note=Site_Exec_Success, $conn=c, $msg=fmt("FTP command: %s %s", done$cmd, done$arg),
	                    $identifier=cat(c$id$orig_h, c$id$resp_h, "SITE EXEC")));
}
