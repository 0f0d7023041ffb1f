##! Functions of SMTP.

export {
	## Tells no more lines of the mail that is under way.
	global skip_smtp_data: function(c: connection): any;
}
