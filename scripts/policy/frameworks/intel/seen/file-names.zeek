##! Names of files.

@load base/frameworks/intel
@load ./where-locations

function saw_name(f: fa_file) {
	if ( f?$info && f$info?$filename )
		Intel::seen(Intel::Seen($indicator=f$info$filename, $indicator_type=Intel::FILE_NAME, $f=f, $where=Files::IN_NAME));
}

# Where there is a connection, the name may only be known with it.
event file_new(f: fa_file) &group="Intel::FILE_NAME" {
	if ( ! f?$conns || |f$conns| == 0 )
		saw_name(f);
}

# Names in SMB come with other events.
event file_over_new_connection(f: fa_file, c: connection, is_orig: bool) &priority=-5 &group="Intel::FILE_NAME" {
	if ( f$source != "SMB" )
		saw_name(f);
}
