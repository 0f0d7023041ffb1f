##! Functions of FileExtract.

module FileExtract;

export {
	## See `FileExtract::set_limit`.
	global __set_limit: function(file_id: string, args: any, n: count): bool;
}
