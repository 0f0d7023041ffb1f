##! What the logging framework asks of the engine.

module Log;

export {
	## See `Log::create_stream`.
	global __create_stream: function(id: Log::ID, stream: Log::Stream): bool;

	## See `Log::remove_stream`.
	global __remove_stream: function(id: Log::ID): bool;

	## See `Log::enable_stream`.
	global __enable_stream: function(id: Log::ID): bool;

	## See `Log::disable_stream`.
	global __disable_stream: function(id: Log::ID): bool;

	## See `Log::add_filter`.
	global __add_filter: function(id: Log::ID, filter: Log::Filter): bool;

	## See `Log::remove_filter`.
	global __remove_filter: function(id: Log::ID, name: string): bool;

	## See `Log::write`.
	global __write: function(id: Log::ID, columns: any): bool;

	## See `Log::set_buf`.
	global __set_buf: function(id: Log::ID, buffered: bool): bool;

	## See `Log::flush`.
	global __flush: function(id: Log::ID): bool;

	## Writes what waits in the buffers of all streams.
	global flush_all: function(): any;

	## See `Log::delay`.
	global __delay: function(id: Log::ID, rec: any, post_delay_cb: PostDelayCallback): Log::DelayToken;

	## See `Log::delay_finish`.
	global __delay_finish: function(id: Log::ID, rec: any, token: Log::DelayToken): bool;

	## See `Log::set_max_delay_interval`.
	global __set_max_delay_interval: function(id: Log::ID, max_delay: interval): bool;

	## See `Log::set_max_delay_queue_size`.
	global __set_max_delay_queue_size: function(id: Log::ID, max_queue_size: count): bool;

	## See `Log::get_delay_queue_size`.
	global __get_delay_queue_size: function(id: Log::ID): int;
}
