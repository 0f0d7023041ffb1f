##! What the comments of scripts say: those with two `#` before a declaration, and with `##<` behind it.

export {
	## The comments of a global name, lines with line ends between them; empty if there are none.
	global get_identifier_comments: function(name: string): string;

	## The script that declares a global name, below the folder of scripts that holds it; empty if there is no such name.
	global get_identifier_declaring_script: function(name: string): string;

	## The comments with `##!` of a script, which is named like `base/misc/version.zeek`.
	global get_script_comments: function(name: string): string;

	## What the file README in a folder of scripts says that was loaded as a package, such as `base/misc`.
	global get_package_readme: function(name: string): string;

	## The comments of a field of a record, which is named like `connection$uid`.
	global get_record_field_comments: function(name: string): string;

	## The script that declares a field, which need not be the one that declares the record.
	global get_record_field_declaring_script: function(name: string): string;
}
