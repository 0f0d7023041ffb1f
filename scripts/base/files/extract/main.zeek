##! Writes files to disk.

@load base/frameworks/files
@load base/utils/paths

module FileExtract;

export {
	## The directory that they are written to.
	const prefix = "./extract_files/" &redef;

	## How many bytes of a file are written, all if zero.
	option default_limit = 104857600;

	## Whether bytes that are missing count, too.
	option default_limit_includes_missing = T;

	redef record Files::Info += {
		## The name under which it was written.
		extracted: string &optional &log;
		## Whether it was longer than what was written.
		extracted_cutoff: bool &optional &log;
		## How many bytes were written, if it was.
		extracted_size: count &optional &log;
	};

	redef record Files::AnalyzerArgs += {
		## The name under which it is to be written.
		extract_filename: string &optional;
		## How many bytes are to be written.
		extract_limit: count &default=default_limit;
		## Whether bytes that are missing count, too.
		extract_limit_includes_missing: bool &default=default_limit_includes_missing;
	};

	## Says how many bytes are to be written of a file that is being written.
	global set_limit: function(f: fa_file, args: Files::AnalyzerArgs, n: count): bool;
}

function set_limit(f: fa_file, args: Files::AnalyzerArgs, n: count): bool {
	return __set_limit(f$id, args, n);
}

# The log has the name, the analyzer gets the path.
function prepare(f: fa_file, args: Files::AnalyzerArgs) {
	local name = args?$extract_filename ? args$extract_filename : fmt("extract-%s-%s-%s", f$last_active, f$source, f$id);

	f$info$extracted = name;
	f$info$extracted_cutoff = F;
	args$extract_filename = build_path_compressed(prefix, name);
	mkdir(prefix);
}

event zeek_init() &priority=10 {
	Files::register_analyzer_add_callback(Files::ANALYZER_EXTRACT, prepare);
}

event file_extraction_limit(f: fa_file, args: Files::AnalyzerArgs, limit: count, len: count) &priority=10 {
	f$info$extracted_size = limit;
	f$info$extracted_cutoff = T;
}
