##! Events of StreamEvent.

export {
	## Raised for pieces of a stream.
	global stream_deliver: event(c: connection, is_orig: bool, data: string);

	## Raised for a part of a stream that is missing.
	global stream_undelivered: event(c: connection, is_orig: bool, seq: count, len: count);
}
