##! Mails notices to those who look after the hosts in them.

@load ../main
@load base/utils/site

module Notice;

export {
	redef enum Action += {
		## It is mailed to the people in `Site::local_admins`.
		ACTION_EMAIL_ADMIN
	};
}

function mail_admins_of(n: Notice::Info, host: addr) {
	local admins = Site::get_emails(host);

	if ( admins != "" )
		add n$email_dest[admins];
}

hook notice(n: Notice::Info) {
	if ( ACTION_EMAIL_ADMIN !in n$actions )
		return;

	if ( n?$src )
		mail_admins_of(n, n$src);

	if ( n?$dst )
		mail_admins_of(n, n$dst);
}
