##! Asks Team Cymru's Malware Hash Registry for the hashes of files, by DNS.

@load base/frameworks/files
@load base/frameworks/notice
@load frameworks/files/hash-all-files

module TeamCymruMalwareHashRegistry;

export {
	redef enum Notice::Type += {
		## A file is known there.
		Match
	};

	## The types of files that it is asked for.
	option match_file_types = /application\/x-dosexec/ | /application\/vnd\.ms-cab-compressed/ | /application\/pdf/ |
	                          /application\/x-shockwave-flash/ | /application\/x-java-applet/ | /application\/jar/ | /video\/mp4/;

	## Where more is to be read of a file, with its hash in place of "%s".
	option match_sub_url = "https://www.virustotal.com/gui/search/%s";

	## How many percent of virus scanners must know a file.
	option notice_threshold = 10;
}

# The answer is the time when it was last seen, and the percentage.
function handle_answer(answer: string, hash: string, fi: Notice::FileInfo) {
	local parts = split_string1(answer, / /);

	if ( |parts| != 2 || to_count(parts[1]) < notice_threshold )
		return;

	local day = strftime("%Y-%m-%d %H:%M:%S", double_to_time(to_double(parts[0])));
	local n = Notice::Info($note=Match, $sub=fmt(match_sub_url, hash),
	                       $msg=fmt("Malware Hash Registry Detection rate: %d%%  Last seen: %s", to_count(parts[1]), day));

	Notice::populate_file_info2(fi, n);
	NOTICE(n);
}

function do_mhr_lookup(hash: string, fi: Notice::FileInfo) {
	local name = hash + ".malware.hash.cymru.com";

	when [hash, fi, name] ( local answer = lookup_hostname_txt(name) ) {
		handle_answer(answer, hash, fi);
	}
}

event file_hash(f: fa_file, kind: string, hash: string) {
	local wanted = kind == "sha1" && f?$info && f$info?$mime_type && match_file_types in f$info$mime_type;

	# What is needed of the file is little, and it may be gone when the answer comes.
	if ( wanted )
		do_mhr_lookup(hash, Notice::create_file_info(f));
}
