##! Logs SHA-256 hashes of tickets: the one that a client shows, and the one that it gets.

@load base/protocols/krb

module KRB;

redef record Info += {
	## The hash of the ticket that the client showed.
	auth_ticket_sha256: string &log &optional;
	## The hash of the ticket that it got.
	new_ticket_sha256: string &log &optional;
};

event krb_ap_request(c: connection, ticket: KRB::Ticket, opts: KRB::AP_Options) {
	if ( ! c?$krb )
		return;

	# A ticket that is shown with a request for another one: the type is said once more by that.
	c$krb$request_type = "AP";

	if ( ticket?$ciphertext )
		c$krb$auth_ticket_sha256 = sha256_hash(ticket$ciphertext);
}

function granted(c: connection, ticket: KRB::Ticket) {
	if ( c?$krb && ticket?$ciphertext )
		c$krb$new_ticket_sha256 = sha256_hash(ticket$ciphertext);
}

event krb_as_response(c: connection, msg: KRB::KDC_Response) {
	granted(c, msg$ticket);
}

event krb_tgs_response(c: connection, msg: KRB::KDC_Response) {
	granted(c, msg$ticket);
}
