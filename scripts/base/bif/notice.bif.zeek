##! What the notice framework asks of the engine. Options of the framework say where things go.

module Notice;

export {
	## Submits a mail to `Notice::smtp_server`. Says whether it waits to be sent.
	global __send_mail: function(dest: string, subject: string, body: string): bool;

	## Posts a text in JSON to `Notice::webhook_url`. Says whether it waits to be sent.
	global __send_webhook: function(json: string): bool;

	## The content of a file, of which one MiB at most is taken; the file is removed.
	global __take_file: function(fname: string): string;
}
