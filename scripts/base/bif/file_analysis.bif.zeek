##! What the file analysis framework asks of the engine.

module Files;

export {
	## See `Files::set_timeout_interval`.
	global __set_timeout_interval: function(file_id: string, t: interval): bool;

	## See `Files::enable_reassembly`.
	global __enable_reassembly: function(file_id: string): bool;

	## See `Files::disable_reassembly`.
	global __disable_reassembly: function(file_id: string): bool;

	## See `Files::set_reassembly_buffer_size`.
	global __set_reassembly_buffer: function(file_id: string, max: count): bool;

	## See `Files::enable_analyzer`.
	global __enable_analyzer: function(tag: Files::Tag): bool;

	## See `Files::disable_analyzer`.
	global __disable_analyzer: function(tag: Files::Tag): bool;

	## See `Files::analyzer_enabled`.
	global __analyzer_enabled: function(tag: Files::Tag): bool;

	## See `Files::add_analyzer`.
	global __add_analyzer: function(file_id: string, tag: Files::Tag, args: any): bool;

	## See `Files::remove_analyzer`.
	global __remove_analyzer: function(file_id: string, tag: Files::Tag, args: any): bool;

	## See `Files::stop`.
	global __stop: function(file_id: string): bool;

	## See `Files::analyzer_name`.
	global __analyzer_name: function(tag: Files::Tag): string;

	## See `Files::file_exists`.
	global __file_exists: function(fuid: string): bool;

	## See `Files::lookup_file`.
	global __lookup_file: function(fuid: string): fa_file;
}

module GLOBAL;

export {
	## Names the file that now comes over a connection; to be called in handlers of `get_file_handle`.
	global set_file_handle: function(handle: string): any;
}
