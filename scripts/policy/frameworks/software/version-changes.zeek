##! Notices about software that has another version than before.

@load base/frameworks/notice
@load base/frameworks/software

module Software;

export {
	redef enum Notice::Type += {
		## Software has another version.
		Software_Version_Change,
	};

	## The names of software that this is interesting for.
	option interesting_version_changes: set[string] = {};
}

event Software::version_change(old: Software::Info, new: Software::Info) {
	if ( old$name in interesting_version_changes )
		NOTICE(Notice::Info($note=Software_Version_Change, $src=new$host, $sub=software_fmt(new),
		                    $msg=fmt("%.6f %s '%s' version changed from %s to %s", network_time(), old$software_type, old$name,
		                             software_fmt_version(old$version), software_fmt_version(new$version))));
}
