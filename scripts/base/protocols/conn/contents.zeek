##! Writes the payload of TCP connections to files. Set `extract_orig` or `extract_resp` of a connection before it is
##! established, or `Conn::default_extract` for all.

@load base/utils/files

module Conn;

export {
	## What the names of the files begin with.
	option extraction_prefix = "contents";

	## Whether the payload of all connections is written.
	option default_extract = F;
}

redef record connection += {
	## Whether what the originator sends is written to a file.
	extract_orig: bool &default=default_extract;
	## Whether what the responder sends is.
	extract_resp: bool &default=default_extract;
};

function extract_side(c: connection, direction: count, suffix: string) {
	set_contents_file(c$id, direction, open(generate_extraction_filename(extraction_prefix, c, suffix)));
}

event connection_established(c: connection) &priority=-5 {
	if ( c$extract_orig )
		extract_side(c, CONTENTS_ORIG, "orig.dat");

	if ( c$extract_resp )
		extract_side(c, CONTENTS_RESP, "resp.dat");
}
