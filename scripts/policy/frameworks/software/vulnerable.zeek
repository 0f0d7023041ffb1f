##! Notices about software whose version is known to be vulnerable. Versions are listed here, or come by DNS.

@load base/frameworks/control
@load base/frameworks/notice
@load base/frameworks/software

module Software;

export {
	redef enum Notice::Type += {
		## A host runs such software.
		Vulnerable_Version,
	};

	## Versions from one to another.
	type VulnerableVersionRange: record {
		## The lowest; any if not given.
		min: Software::Version &optional;
		## The highest.
		max: Software::Version;
	};

	## A domain with TXT records at "1.", "2." and so on: name of software, tab, and "max=" or "min=…", tab, "max=…".
	option vulnerable_versions_update_endpoint = "";

	## How often it is asked.
	option vulnerable_versions_update_interval = 1hr;

	## Versions by name of software.
	const vulnerable_versions: table[string] of set[VulnerableVersionRange] = table() &redef;
}

# What is listed, and what came by DNS.
global known_vulnerable: table[string] of set[VulnerableVersionRange] = table();

function parse_range(text: string): VulnerableVersionRange {
	local range = VulnerableVersionRange($max=Version($major=0));

	if ( "max=" !in text ) {
		Reporter::warning(fmt("The vulnerable software detection script encountered a version with no max value (which is required). %s", text));
		return range;
	}

	for ( _, part in split_string1(text, /\x09/) ) {
		local pair = split_string1(part, /=/);

		if ( |pair| != 2 )
			break;

		if ( pair[0] == "min" )
			range$min = parse(pair[1])$version;
		else if ( pair[0] == "max" )
			range$max = parse(pair[1])$version;
	}

	return range;
}

# Asks for one record after the other; what is no record is the end.
event grab_vulnerable_versions(i: count) {
	local domain = vulnerable_versions_update_endpoint;

	if ( domain == "" ) {
		# It may be set later.
		schedule vulnerable_versions_update_interval { grab_vulnerable_versions(1) };
		return;
	}

	when [i, domain] ( local record_text = lookup_hostname_txt(fmt("%d.%s", i, domain)) ) {
		local parts = split_string1(record_text, /\x09/);

		if ( |parts| != 2 ) {
			schedule vulnerable_versions_update_interval { grab_vulnerable_versions(1) };
			return;
		}

		if ( parts[0] !in known_vulnerable )
			known_vulnerable[parts[0]] = set();

		add known_vulnerable[parts[0]][parse_range(parts[1])];
		event grab_vulnerable_versions(i + 1);
	}
	timeout 5secs {
		schedule 1min { grab_vulnerable_versions(1) };
	}
}

function begin_anew() {
	known_vulnerable = table();

	for ( name, ranges in vulnerable_versions )
		known_vulnerable[name] = ranges;

	event grab_vulnerable_versions(1);
}

event zeek_init() &priority=3 {
	begin_anew();
}

event Control::configuration_update() &priority=3 {
	begin_anew();
}

event Software::log_software(rec: Info) {
	if ( rec$name !in known_vulnerable )
		return;

	for ( range in known_vulnerable[rec$name] ) {
		local too_low = range?$min && cmp_versions(rec$version, range$min) < 0;

		if ( ! too_low && cmp_versions(rec$version, range$max) <= 0 )
			NOTICE(Notice::Info($note=Vulnerable_Version, $src=rec$host, $sub=software_fmt(rec),
			                    $msg=fmt("%s is running %s which is vulnerable.", rec$host, software_fmt(rec))));
	}
}
