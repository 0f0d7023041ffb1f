##! Functions of HTTP.

export {
	## Passes over the body that is under way.
	global skip_http_entity_data: function(c: connection, is_orig: bool): any;

	## A URI without escapes.
	global unescape_URI: function(URI: string): string;
}
