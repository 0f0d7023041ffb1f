##! Events of MIME.

export {
	## Raised when a part of a mail begins.
	global mime_begin_entity: event(c: connection);

	## Raised when a part of a mail ends.
	global mime_end_entity: event(c: connection);

	## Raised for each header of a part.
	global mime_one_header: event(c: connection, h: mime_header_rec);

	## Raised for all headers of a part.
	global mime_all_headers: event(c: connection, hlist: mime_header_list);

	## Raised for pieces of a part, see `mime_segment_length`.
	global mime_segment_data: event(c: connection, length: count, data: string);

	## Raised for a part as a whole.
	global mime_entity_data: event(c: connection, length: count, data: string);

	## Raised for a mail as a whole.
	global mime_all_data: event(c: connection, length: count, data: string);

	## Raised for what is wrong with a mail.
	global mime_event: event(c: connection, event_type: string, detail: string);

	## Raised with the MD5 of a part.
	global mime_content_hash: event(c: connection, content_len: count, hash_value: string);

	## Raised with the SHA-256 of a part.
	global mime_content_hash_sha256: event(c: connection, content_len: count, hash_value: string);
}
