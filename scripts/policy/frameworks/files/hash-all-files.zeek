##! Hashes all files.

@load base/files/hash

event file_new(f: fa_file) {
	for ( _, tag in vector(Files::ANALYZER_MD5, Files::ANALYZER_SHA1, Files::ANALYZER_SHA256) )
		Files::add_analyzer(f, tag);
}
