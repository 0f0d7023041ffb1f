##! The version that is running, and comparing versions. Scripts use it with `@if ( Version::at_least("…") )`.

module Version;

export {
	## A version.
	type VersionDescription: record {
		## A number that grows with versions: major * 10000 + minor * 100 + patch.
		version_number: count;
		major: count;
		minor: count;
		patch: count;
		## Commits since the release.
		commit: count;
		## Whether it is before a release.
		beta: bool;
		## Whether it was built for debugging.
		debug: bool;
		## What somebody added to it.
		localversion: string;
		## All of it as it is.
		version_string: string;
	};

	## Takes a version apart.
	global parse: function(version_string: string): VersionDescription;

	## Whether this version is that one or a later one.
	global at_least: function(version_string: string): bool;
}

# The number at the beginning, 0 if there is none.
function leading_number(s: string): count {
	local digits = find_all_ordered(s, /^[0-9]+/);
	return |digits| > 0 ? to_count(digits[0]) : 0;
}

# What is behind the number at the beginning.
function behind_number(s: string): string {
	return sub(s, /^[0-9]+/, "");
}

function parse(version_string: string): VersionDescription {
	local version = VersionDescription($version_number=0, $major=0, $minor=0, $patch=0, $commit=0, $beta=F, $debug=F,
	                                   $localversion="", $version_string=version_string);

	if ( version_string != /[0-9]+\.[0-9]+(\.[0-9]+)?(-(beta|rc|dev)[0-9]*)?(\.[0-9]+)?(-[a-zA-Z0-9_\.]+)?(-debug)?/ ) {
		Reporter::error(fmt("Version string %s cannot be parsed", version_string));
		return version;
	}

	version$beta = /-(beta|rc)/ in version_string;
	version$debug = /-debug/ in version_string;
	version$major = leading_number(version_string);

	local rest = behind_number(version_string)[1:];
	version$minor = leading_number(rest);
	rest = behind_number(rest);

	if ( |rest| > 0 && rest[0] == "." ) {
		version$patch = leading_number(rest[1:]);
		rest = behind_number(rest[1:]);
	}

	rest = sub(sub(rest, /-debug$/, ""), /-(beta|rc|dev)[0-9]*/, "");

	# What is left is ".COMMITS", "-LOCAL", or both.
	if ( |rest| > 0 && rest[0] == "." ) {
		version$commit = leading_number(rest[1:]);
		rest = behind_number(rest[1:]);
	}

	version$localversion = lstrip(rest, "-");
	version$version_number = version$major * 10000 + version$minor * 100 + version$patch;
	return version;
}

export {
	## The version that is running.
	const info = Version::parse(zeek_version());

	## Its number.
	const number = info$version_number;
}

function at_least(version_string: string): bool {
	return number >= parse(version_string)$version_number;
}
