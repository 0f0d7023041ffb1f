##! Events of HTTP.

export {
	## Raised for the first line of a request.
	global http_request: event(c: connection, method: string, original_URI: string, unescaped_URI: string, version: string);

	## Raised for the first line of a response.
	global http_reply: event(c: connection, version: string, code: count, reason: string);

	## Raised for each header; its name is in upper case.
	global http_header: event(c: connection, is_orig: bool, original_name: string, name: string, value: string);

	## Raised for each header; its name is in upper case.
	global http_header: event(c: connection, is_orig: bool, name: string, value: string);

	## Raised for all headers of a message.
	global http_all_headers: event(c: connection, is_orig: bool, hlist: mime_header_list);

	## Raised when a body or a part of one begins.
	global http_begin_entity: event(c: connection, is_orig: bool);

	## Raised when a body or a part of one ends.
	global http_end_entity: event(c: connection, is_orig: bool);

	## Raised for pieces of a body.
	global http_entity_data: event(c: connection, is_orig: bool, length: count, data: string);

	## Raised when the type of a body is known by its headers.
	global http_content_type: event(c: connection, is_orig: bool, ty: string, subty: string);

	## Raised when a message ends.
	global http_message_done: event(c: connection, is_orig: bool, stat: http_message_stat);

	## Raised for what is wrong with a message.
	global http_event: event(c: connection, event_type: string, detail: string);

	## Raised at the end of a connection, with numbers of messages.
	global http_stats: event(c: connection, stats: http_stats_rec);

	## Raised when a connection goes on with another protocol.
	global http_connection_upgrade: event(c: connection, protocol: string);
}
