##! Notices about TCP streams that are not what they should be.

@load base/frameworks/notice
@load base/utils/conn-ids

module Conn;

export {
	redef enum Notice::Type += {
		## Data was sent again and was not the same.
		Retransmission_Inconsistency,
		## Data is missing in what was captured.
		Content_Gap,
	};
}

event rexmit_inconsistency(c: connection, t1: string, t2: string, tcp_flags: string) {
	NOTICE(Notice::Info($note=Retransmission_Inconsistency, $conn=c, $identifier=cat(c$id),
	                    $msg=fmt("%s rexmit inconsistency (%s) (%s) [%s]", id_string(c$id), t1, t2, tcp_flags)));
}

event content_gap(c: connection, is_orig: bool, seq: count, length: count) {
	NOTICE(Notice::Info($note=Content_Gap, $conn=c,
	                    $msg=fmt("%s content gap (%s %d/%d)", id_string(c$id), is_orig ? ">" : "<", seq, length)));
}
