##! What the file analysis framework asks of the engine.

module Files;

export {
	global __set_timeout_interval: function(file_id: string, t: interval): bool;

	global __enable_reassembly: function(file_id: string): bool;

	global __disable_reassembly: function(file_id: string): bool;

	global __set_reassembly_buffer: function(file_id: string, max: count): bool;

	global __enable_analyzer: function(tag: Files::Tag): bool;

	global __disable_analyzer: function(tag: Files::Tag): bool;

	global __analyzer_enabled: function(tag: Files::Tag): bool;

	global __add_analyzer: function(file_id: string, tag: Files::Tag, args: any): bool;

	global __remove_analyzer: function(file_id: string, tag: Files::Tag, args: any): bool;

	global __stop: function(file_id: string): bool;

	global __analyzer_name: function(tag: Files::Tag): string;

	global __file_exists: function(fuid: string): bool;

	global __lookup_file: function(fuid: string): fa_file;
}

module GLOBAL;

export {
	global set_file_handle: function(handle: string): any;
}
