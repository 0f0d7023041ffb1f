##! How notices leave the house other than by the program `Notice::sendmail`: mail by submission to a server, and webhooks.
##! In a cluster the manager sends them. What they need of secrets is in files, so that no secret is part of a script.

@load base/bif/notice.bif
@load base/frameworks/cluster

module Notice;

export {
	## The program that sends mail.
	option sendmail = "/usr/sbin/sendmail";

	## Whom mail says that it is from.
	option mail_from = "Zeek <zeek@localhost>";

	## Whom answers go to.
	option reply_to = "";

	## What subjects begin with.
	option mail_subject_prefix = "[Zeek]";

	## How the connection to a mail server is secured.
	type SmtpTls: enum {
		## By STARTTLS; a server that cannot do that gets nothing.
		SMTP_STARTTLS,
		## By TLS from the beginning.
		SMTP_TLS,
		## Not at all. There is no login then.
		SMTP_PLAIN,
	};

	## The server that mail is submitted to, as in `mail.example.org:587`. If empty, `Notice::sendmail` sends mail.
	option smtp_server = "";

	## How the connection to it is secured. Without a port in `Notice::smtp_server` it is 587, 465 or 25.
	option smtp_tls = SMTP_STARTTLS;

	## The user who logs in there, nobody if empty.
	option smtp_user = "";

	## The file with the user's password in its first line.
	option smtp_password_file = "";

	## A file with certificates in PEM of the authorities that are trusted, in place of those that Java comes with.
	option delivery_ca_file = "";

	## Where notices with `Notice::ACTION_WEBHOOK` are posted to, as JSON.
	option webhook_url = "";

	## A file with headers of these requests, one a line, such as `Authorization: Bearer …`.
	option webhook_header_file = "";

	## Whether mail is submitted and webhooks are called for captures that are read from files, too.
	option deliver_from_traces = F;

	## Sends a mail: by `Notice::smtp_server` if there is one, else by `Notice::sendmail`.
	global send_mail: function(dest: string, subject: string, body: string);

	## Sends what stands in a file, and removes the file.
	global send_mail_file: function(dest: string, subject: string, fname: string);

	## Whether nothing is sent, for a capture is read.
	global is_delivery_off: function(): bool;

	## Asks the manager to submit a mail.
	global mail_to_submit: event(dest: string, subject: string, body: string);

	## Asks the manager to post a notice.
	global webhook_to_post: event(json: string);

	## The head of a mail, without the empty line behind it.
	global email_headers: function(subject_desc: string, dest: string): string;
}

function is_delivery_off(): bool {
	return reading_traces() && ! ( deliver_from_traces && smtp_server != "" );
}

function email_headers(subject_desc: string, dest: string): string {
	local head = cat("From: ", mail_from, "\n",
	                 "Subject: ", mail_subject_prefix, " ", subject_desc, "\n",
	                 "To: ", dest, "\n",
	                 "User-Agent: Zeek/", zeek_version(), "\n");

	return reply_to == "" ? head : cat(head, "Reply-To: ", reply_to, "\n");
}

event Notice::mail_to_submit(dest: string, subject: string, body: string) {
	__send_mail(dest, subject, body);
}

event Notice::webhook_to_post(json: string) {
	__send_webhook(json);
}

function send_mail(dest: string, subject: string, body: string) {
	if ( smtp_server == "" ) {
		piped_exec(sendmail + " -t -oi", cat(email_headers(subject, dest), "\n", body));
		return;
	}

@if ( Cluster::is_enabled() && Cluster::local_node_type() != Cluster::MANAGER )
	Cluster::publish(Cluster::manager_topic, Notice::mail_to_submit, dest, cat(mail_subject_prefix, " ", subject), body);
@else
	__send_mail(dest, cat(mail_subject_prefix, " ", subject), body);
@endif
}

function send_mail_file(dest: string, subject: string, fname: string) {
	if ( smtp_server != "" ) {
		send_mail(dest, subject, __take_file(fname));
		return;
	}

	local head_name = fname + ".mailheaders.tmp";
	local head = open(head_name);
	write_file(head, email_headers(subject, dest) + "\n");
	close(head);

	local files = fmt("%s %s", safe_shell_quote(head_name), safe_shell_quote(fname));
	system(fmt("/bin/cat %s | %s -t -oi && /bin/rm -f %s", files, sendmail, files));
}
