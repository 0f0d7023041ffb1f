##! Logs the hashes of files. Which are computed is up to other scripts, for example policy/frameworks/files/hash-all-files.

@load base/frameworks/files

module FileHash;

export {
	redef record Files::Info += {
		## MD5.
		md5: string &log &optional;
		## SHA-1.
		sha1: string &log &optional;
		## SHA-256.
		sha256: string &log &optional;
	};
}

event file_hash(f: fa_file, kind: string, hash: string) &priority=5 {
	if ( kind == "md5" )
		f$info$md5 = hash;
	else if ( kind == "sha1" )
		f$info$sha1 = hash;
	else if ( kind == "sha256" )
		f$info$sha256 = hash;
}
