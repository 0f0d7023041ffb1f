##! Mails notices to a pager.

@load ../main

module Notice;

export {
	redef enum Action += {
		## It is mailed to `Notice::mail_page_dest`.
		ACTION_PAGE
	};

	## The mail address of the pager.
	option mail_page_dest = "";
}

hook notice(n: Notice::Info) {
	if ( ACTION_PAGE in n$actions )
		add n$email_dest[mail_page_dest];
}
