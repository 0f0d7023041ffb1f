##! Functions of TCP.

export {
	## The highest sequence number of the originator, from its first.
	global get_orig_seq: function(cid: conn_id): count;

	## The highest sequence number of the responder, from its first.
	global get_resp_seq: function(cid: conn_id): count;

	## Writes the payload of a connection to a file, see `CONTENTS_ORIG` and the like.
	global set_contents_file: function(cid: conn_id, direction: count, f: file): bool;

	## The file that the payload of a connection is written to.
	global get_contents_file: function(cid: conn_id, direction: count): file;
}

module TCP;

export {
	## The options of the TCP header that is being processed, as they are.
	global raw_options: function(stop_at_eol: bool &default=T): TCP::RawOptionList;
}
