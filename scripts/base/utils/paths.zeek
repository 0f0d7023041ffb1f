##! Paths of files.

## A path that begins at a root, that of Windows included.
const absolute_path_pat = /(\/|[A-Za-z]:[\\\/]).*/;

## The first such path in a text, up to a blank that has no backslash before it; empty if there is none.
function extract_path(input: string): string {
	local parts = split_string_n(input, /(\/|[A-Za-z]:[\\\/])([^\"\ ]|(\\\ ))*/, T, 1);
	return |parts| > 1 ? parts[1] : "";
}

## The path of a file in a directory; the file's own if that begins at a root.
function build_path(dir: string, file_name: string): string {
	if ( dir == "" || file_name == absolute_path_pat )
		return file_name;

	return ends_with(dir, "/") ? dir + file_name : dir + "/" + file_name;
}

## The same, without "." and ".." in it.
function build_path_compressed(dir: string, file_name: string): string {
	return compress_path(build_path(dir, file_name));
}
