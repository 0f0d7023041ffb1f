##! Events of FileHash.

export {
	## Raised for each hash of a file.
	global file_hash: event(f: fa_file, kind: string, hash: string);
}
