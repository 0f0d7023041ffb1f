##! What the file analysis framework needs to know of SMTP, and the files of each mail.

@load base/frameworks/files
@load base/utils/conn-ids
@load ./main
@load ./entities

module SMTP;

export {
	redef record Info += {
		## The files of the mail.
		fuids: vector of string &log &default=string_vec();
		## The file that is the mail as a whole, if `enable_rfc822_msg_file_analysis` asks for it.
		rfc822_msg_fuid: string &optional;
	};

	## Names the file that now comes over a connection.
	global get_file_handle: function(c: connection, is_orig: bool): string;

	## The mail that a file belongs to.
	global describe_file: function(f: fa_file): string;
}

function get_file_handle(c: connection, is_orig: bool): string {
	# The whole mail is the first file; its name must not be that of its first part.
	local whole = c$smtp?$rfc822_msg_fuid ? c$smtp$rfc822_msg_fuid : "";
	return cat(Analyzer::ANALYZER_SMTP, c$start_time, c$smtp$trans_depth, whole, c$smtp_state$mime_depth);
}

function describe_file(f: fa_file): string {
	if ( f$source == "SMTP" )
		for ( _, c in f$conns )
			return SMTP::describe(c$smtp);

	return "";
}

event zeek_init() &priority=5 {
	Files::register_protocol(Analyzer::ANALYZER_SMTP, Files::ProtoRegistration($get_file_handle=SMTP::get_file_handle,
	                                                                           $describe=SMTP::describe_file));
}

event file_over_new_connection(f: fa_file, c: connection, is_orig: bool) &priority=5 {
	if ( ! c?$smtp || c$smtp$tls )
		return;

	c$smtp$fuids += f$id;

	if ( ! SMTP::enable_rfc822_msg_file_analysis )
		return;

	if ( ! c$smtp?$rfc822_msg_fuid )
		c$smtp$rfc822_msg_fuid = f$id;
	else if ( ! f?$parent_id )
		f$parent_id = c$smtp$rfc822_msg_fuid;
}
