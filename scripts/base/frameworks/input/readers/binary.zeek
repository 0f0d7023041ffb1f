##! Settings of the reader for files as they are.

module InputBinary;

export {
	## How many bytes are read at a time.
	const chunk_size = 1024 &redef;

	## What is put before relative names of files.
	const path_prefix = "" &redef;
}
