# @TEST-DOC: Finger: requests, replies, lines at their bound and one past it, a client that asks nothing.
# @TEST-EXEC: zeek -C -r finger.pcap %INPUT >output
# @TEST-EXEC: btest-diff output
# @TEST-EXEC: btest-diff weird.log

event finger_request(c: connection, full: bool, username: string, hostname: string) {
	print "request", c$id$orig_p, full, |username|, username[:20], hostname;
}

event finger_reply(c: connection, reply_line: string) {
	print "reply", c$id$orig_p, |reply_line|, reply_line[:20];
}

event signature_match(state: signature_state, msg: string, data: string) {
	print "signature", state$sig_id, state$conn$id$orig_p, data;
}

@load-sigs ./finger.sig
