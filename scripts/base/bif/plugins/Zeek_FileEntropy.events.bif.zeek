##! Events of FileEntropy.

export {
	## Raised at the end of a file, with how random it is.
	global file_entropy: event(f: fa_file, ent: entropy_test_result);
}
