##! What the logging framework asks of the engine.

module Log;

export {
	global __create_stream: function(id: Log::ID, stream: Log::Stream): bool;

	global __remove_stream: function(id: Log::ID): bool;

	global __enable_stream: function(id: Log::ID): bool;

	global __disable_stream: function(id: Log::ID): bool;

	global __add_filter: function(id: Log::ID, filter: Log::Filter): bool;

	global __remove_filter: function(id: Log::ID, name: string): bool;

	global __write: function(id: Log::ID, columns: any): bool;

	global __set_buf: function(id: Log::ID, buffered: bool): bool;

	global __flush: function(id: Log::ID): bool;

	global flush_all: function(): any;

	global __delay: function(id: Log::ID, rec: any, post_delay_cb: PostDelayCallback): Log::DelayToken;

	global __delay_finish: function(id: Log::ID, rec: any, token: Log::DelayToken): bool;

	global __set_max_delay_interval: function(id: Log::ID, max_delay: interval): bool;

	global __set_max_delay_queue_size: function(id: Log::ID, max_queue_size: count): bool;

	global __get_delay_queue_size: function(id: Log::ID): int;
}
