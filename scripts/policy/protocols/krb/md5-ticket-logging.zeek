##! Logs MD5 hashes of tickets, as in former times; ticket-logging has stronger ones.

@load base/protocols/krb

module KRB;

redef record Info += {
	## The hash of the ticket that the client showed.
	auth_ticket: string &log &optional;
	## The hash of the ticket that it got.
	new_ticket: string &log &optional;
};

event krb_ap_request(c: connection, ticket: KRB::Ticket, opts: KRB::AP_Options) {
	if ( c?$krb && ticket?$ciphertext )
		c$krb$auth_ticket = md5_hash(ticket$ciphertext);
}

function granted_md5(c: connection, ticket: KRB::Ticket) {
	if ( c?$krb && ticket?$ciphertext )
		c$krb$new_ticket = md5_hash(ticket$ciphertext);
}

event krb_as_response(c: connection, msg: KRB::KDC_Response) {
	granted_md5(c, msg$ticket);
}

event krb_tgs_response(c: connection, msg: KRB::KDC_Response) {
	granted_md5(c, msg$ticket);
}
