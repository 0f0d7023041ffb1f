##! What the file analysis framework needs to know of POP3.

@load base/frameworks/files

module POP3;

export {
	## Names the file that now comes over a connection: by when it came, for the protocol has nothing better.
	global get_file_handle: function(c: connection, is_orig: bool): string;
}

function get_file_handle(c: connection, is_orig: bool): string {
	# The files framework makes the same name where a protocol has none to give, but warns: identifiers stay what they are.
	return fmt("%s-fallback-%s-%s-%s", Analyzer::ANALYZER_POP3, c$uid, is_orig, network_time());
}

event zeek_init() &priority=5 {
	Files::register_protocol(Analyzer::ANALYZER_POP3, Files::ProtoRegistration($get_file_handle=POP3::get_file_handle));
}
