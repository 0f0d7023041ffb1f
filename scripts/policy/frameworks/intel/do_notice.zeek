##! Makes notices of indicators whose lines say so.

@load base/frameworks/intel
@load base/frameworks/notice

module Intel;

export {
	redef enum Notice::Type += {
		## Such an indicator was seen.
		Intel::Notice
	};

	redef record Intel::MetaData += {
		## Whether it makes a notice.
		do_notice: bool &default=F;
		## The only place in which it does.
		if_in: Intel::Where &default=IN_ANYWHERE;
	};
}

event Intel::match(s: Seen, items: set[Item]) {
	for ( item in items ) {
		if ( ! item$meta$do_notice || (item$meta$if_in != IN_ANYWHERE && item$meta$if_in != s$where) )
			next;

		local n = Notice::Info($note=Intel::Notice, $msg=fmt("Intel hit on %s at %s", s$indicator, s$where), $sub=s$indicator);
		local services = "";

		if ( s?$conn ) {
			local id = s$conn$id;
			n$conn = s$conn;

			# The same two hosts are the same, whichever began.
			n$identifier = id$orig_h < id$resp_h ? cat(s$indicator, id$orig_h, id$resp_h) :
			                                       cat(s$indicator, id$resp_h, id$orig_h);

			for ( service in s$conn$service )
				services += service + " ";
		}

		n$email_body_sections = vector(fmt("Service: %s\n", services), fmt("Intel source: %s\n", item$meta$source));
		NOTICE(n);
	}
}
