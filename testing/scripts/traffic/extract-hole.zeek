# @TEST-DOC: Lost bytes of an extracted file are a hole; whether they count for the limit is a setting, and a script may raise it.
# @TEST-EXEC: zeek -b -C -r file-hole.pcap %INPUT >output
# @TEST-EXEC: btest-diff output

@load base/protocols/http
@load base/files/extract

redef FileExtract::prefix = "target/golden-extracted/";

global names: vector of string = vector();

function extract(f: fa_file, name: string, limit: count, includes_missing: bool)
	{
	names += name;
	Files::add_analyzer(f, Files::ANALYZER_EXTRACT,
	                    [$extract_filename=name, $extract_limit=limit, $extract_limit_includes_missing=includes_missing]);
	}

event file_new(f: fa_file)
	{
	extract(f, "whole", 0, T);
	extract(f, "counts-hole", 150, T);
	extract(f, "counts-bytes", 150, F);
	extract(f, "raised", 120, T);
	}

event file_extraction_limit(f: fa_file, args: Files::AnalyzerArgs, limit: count, len: count)
	{
	print args$extract_filename, limit, len;

	if ( args$extract_filename == FileExtract::prefix + "raised" )
		FileExtract::set_limit(f, args, 1000);
	}

event zeek_done()
	{
	for ( i in names )
		print names[i], file_size(FileExtract::prefix + names[i]);
	}
