##! Events of File.

export {
	## Raised when the beginning of an FTP file is there.
	global file_transferred: event(c: connection, prefix: string, descr: string, mime_type: string);
}
