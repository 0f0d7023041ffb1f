##! Indicators that are about files.

@load ./main

module Intel;

export {
	redef enum Type += {
		## A hash, whatever kind.
		FILE_HASH,
		## A name, without folders.
		FILE_NAME,
	};

	redef record Seen += {
		## The file, from which the connection is taken too.
		f: fa_file &optional;
		## Its name in logs.
		fuid: string &optional;
	};

	redef record Info += {
		## The file.
		fuid: string &log &optional;
		## Its type.
		file_mime_type: string &log &optional;
		## The file in words.
		file_desc: string &log &optional;
	};
}

# Before the handler that takes from the connection what it needs.
hook extend_match(info: Info, s: Seen, items: set[Item]) &priority=6 {
	if ( s?$f ) {
		local f = s$f;
		s$fuid = f$id;

		if ( f?$conns && |f$conns| == 1 )
			for ( _, c in f$conns )
				s$conn = c;

		if ( f?$info && f$info?$mime_type && ! info?$file_mime_type )
			info$file_mime_type = f$info$mime_type;

		if ( ! info?$file_desc )
			info$file_desc = Files::describe(f);
	}

	if ( s?$fuid )
		info$fuid = s$fuid;
}
