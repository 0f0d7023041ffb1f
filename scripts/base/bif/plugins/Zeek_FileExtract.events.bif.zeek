##! Events of FileExtract.

export {
	## Raised when a file is longer than what is to be written of it.
	global file_extraction_limit: event(f: fa_file, args: Files::AnalyzerArgs, limit: count, len: count);
}
