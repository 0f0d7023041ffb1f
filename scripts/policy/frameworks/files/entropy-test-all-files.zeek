##! Logs the entropy of all files: what is packed or encrypted has nearly 8 bits a byte.

@load base/frameworks/files

module Files;

export {
	redef record Files::Info += {
		## Bits a byte.
		entropy: double &log &optional;
	};
}

event file_new(f: fa_file) {
	add_analyzer(f, ANALYZER_ENTROPY);
}

event file_entropy(f: fa_file, ent: entropy_test_result) {
	f$info$entropy = ent$entropy;
}
