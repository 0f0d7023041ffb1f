##! Writing connections as text.

module GLOBAL;

export {
	## A connection as "originator > responder".
	global id_string: function(id: conn_id): string;

	## A connection as "originator < responder".
	global reverse_id_string: function(id: conn_id): string;

	## A connection with an arrow in the direction of some data.
	global directed_id_string: function(id: conn_id, is_orig: bool): string;
}

function directed_id_string(id: conn_id, is_orig: bool): string {
	return fmt("%s:%d %s %s:%d", id$orig_h, id$orig_p, is_orig ? ">" : "<", id$resp_h, id$resp_p);
}

function id_string(id: conn_id): string {
	return directed_id_string(id, T);
}

function reverse_id_string(id: conn_id): string {
	return directed_id_string(id, F);
}
