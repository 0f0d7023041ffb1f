##! Software that hosts run, as they show it: a name and a version, taken from what programs say of themselves. A row is logged
##! when a host has something new or another version.

@load base/frameworks/cluster
@load base/frameworks/logging
@load base/utils/directions-and-hosts
@load base/utils/numbers

module Software;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Kinds of software; scripts add their own.
	type Type: enum {
		## Nobody knows.
		UNKNOWN,
	};

	## A version in parts: "1.2.3.4-x".
	type Version: record {
		## The first number.
		major: count &optional;
		## The second number.
		minor: count &optional;
		## The third number.
		minor2: count &optional;
		## The fourth number.
		minor3: count &optional;
		## All that is behind the numbers.
		addl: string &optional;
	} &log;

	## A row of the log.
	type Info: record {
		## When it was seen.
		ts: time &log &optional;
		## The host that runs it.
		host: addr &log;
		## The port, if it is a server.
		host_p: port &log &optional;
		## What kind it is.
		software_type: Type &log &default=UNKNOWN;
		## Its name.
		name: string &log &optional;
		## Its version.
		version: Version &log &optional;
		## What it says of itself.
		unparsed_version: string &log &optional;
		## Logs it though nothing is new, and whatever host it is.
		force_log: bool &default=F;
	};

	## Hosts whose software is logged.
	option asset_tracking = LOCAL_HOSTS;

	## To be called with what was seen. Either name and version must be given, or what it says of itself.
	global found: function(id: conn_id, info: Info): bool;

	## Compares versions: -1 if the first is lower, 1 if it is higher, 0 if they are the same. What is missing is lowest.
	global cmp_versions: function(v1: Version, v2: Version): int;

	## Names that software gets instead of its own.
	global alternate_names: table[string] of string = {
		["Flash Player"] = "Flash",
	} &default=function(a: string): string { return a; };

	type SoftwareSet: table[string] of Info;

	## What hosts run. In a cluster each proxy knows some of the hosts.
	global tracked: table[addr] of SoftwareSet &create_expire=1day;

	## Raised for each row.
	global log_software: event(rec: Info);

	## Raised when a host has another version.
	global version_change: event(old: Info, new: Info);

	## Raised for what was seen, once its name and version are known.
	global register: event(info: Info);
}

event zeek_init() &priority=5 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_software, $path="software", $policy=log_policy));
}

# What a text says.
type Description: record {
	name: string;
	version: Version;
	unparsed_version: string;
};

# Signs that stand between a name and its version.
const name_end = /([\/\-_]|( [\(v]+))$/;
const any_separator = /([\/\-_]|( [\(v]+))/;

# What comes behind the numbers of a version: the content of parentheses, or the first word there is.
function additional_text(behind: string): string {
	if ( /^[[:blank:]]*\([a-zA-Z0-9\-\._[:blank:]]*\)/ in behind )
		return split_string_n(behind, /[\(\)]/, F, 2)[1];

	for ( i, word in split_string_n(behind, /[\-\._,;\[\]\(\)\{\} ]/, F, 3) )
		if ( i < 3 && word != "" )
			return strip(word);

	return strip(behind);
}

# Takes "1.2.3" apart, and what is behind it.
function parse_version(text: string, behind: string): Version {
	local v = Version();
	local digits = strip(text);

	if ( /^[\/\-\._v\(]/ in digits )
		digits = strip(sub(digits, /^[\/\-\._v\(]/, ""));

	local numbers = split_string_n(digits, /[\-\._,\[\(\{ ]/, F, 3);

	if ( |numbers| > 0 && numbers[0] != "" )
		v$major = extract_count(numbers[0]);

	if ( |numbers| > 1 && numbers[1] != "" )
		v$minor = extract_count(numbers[1]);

	if ( |numbers| > 2 && numbers[2] != "" )
		v$minor2 = extract_count(numbers[2]);

	if ( |numbers| > 3 && numbers[3] != "" )
		v$minor3 = extract_count(numbers[3]);

	if ( behind != "" && behind != ")" )
		v$addl = additional_text(behind);

	return v;
}

# A name, a sign and a version, as most programs have it.
function parse_plain(text: string): Description {
	local clear = unescape_URI(gsub(text, /\\x/, "%"));
	local parts = split_string_n(clear, /([\/\-_]|( [\(v]+))?[0-9\-\._, ]{2,}/, T, 1);
	local name = parts[0];
	local v = Version();

	if ( name_end in name )
		name = strip(sub(name, any_separator, ""));

	if ( /^\(/ in name )
		name = sub(name, /\(/, "");

	if ( |parts| >= 2 )
		v = parse_version(parts[1], |parts| > 2 ? parts[2] : "");

	return Description($name=alternate_names[strip(name)], $version=v, $unparsed_version=text);
}

global parse: function(unparsed_version: string): Description;

# The version in the first match of a pattern; nothing if it does not match.
function version_in(text: string, where: pattern): Version {
	local parts = split_string_n(text, where, T, 1);
	return |parts| > 1 ? parse(parts[1])$version : Version();
}

# Internet Explorer says which version it is by that of its engine; old ones say it themselves.
function explorer_version(text: string): Version {
	for ( i, engine in vector("Trident/4.0", "Trident/5.0", "Trident/6.0", "Trident/7.0") )
		if ( engine in text )
			return Version($major=8 + i, $minor=0);

	return version_in(text, /MSIE [0-9]{1,2}\.*[0-9]*b?[0-9]*/);
}

# Opera on telephones names itself, and has its version in one of two places.
function parse_opera(text: string): Description {
	local result = Description($name="Opera", $version=version_in(text, /Version\/[0-9\.]*/), $unparsed_version=text);
	local mobile = split_string_n(text, /Opera M(ini|obi)/, T, 1);

	if ( /Opera M(ini|obi)\// !in text )
		return result;

	result$name = mobile[1];

	if ( /Version\/[0-9\.]*/ !in text )
		result$version = version_in(text, /Opera Mini\/[0-9\.]*/);

	return result;
}

# Browsers, which claim to be one another: the order of the questions matters.
function parse_browser(text: string): Description {
	local result = Description($name="<unknown browser>", $version=Version(), $unparsed_version=text);

	if ( /Opera [0-9\.]*$/ in text ) {
		result$name = "Opera";
		result$version = version_in(text, /Opera [0-9\.]*$/);
	}
	else if ( / MSIE |Trident\// in text ) {
		result$name = "MSIE";
		result$version = explorer_version(text);
	}
	else if ( /Edge\// in text ) {
		result$name = "Edge";
		result$version = version_in(text, /Edge\/[0-9\.]*/);
	}
	else if ( /Version\/.*Safari\// in text ) {
		result$name = "Safari";
		result$version = version_in(text, /Version\/[0-9\.]*/);

		if ( / Mobile\/?.* Safari/ in text )
			result$version$addl = "Mobile";
	}
	else if ( /(Firefox|Netscape|Thunderbird)\/[0-9\.]*/ in text ) {
		local gecko = parse(split_string_n(text, /(Firefox|Netscape|Thunderbird)\/[0-9\.]*/, T, 1)[1]);
		result$name = gecko$name;
		result$version = gecko$version;
	}
	else if ( /Chrome\/.*Safari\// in text ) {
		result$name = "Chrome";
		result$version = version_in(text, /Chrome\/[0-9\.]*/);
	}
	else if ( /^Opera\// in text )
		return parse_opera(text);
	else if ( /Flash%20Player/ in text ) {
		local words = split_string_all(text, /[\/ ]/);
		result$name = "Flash";

		if ( |words| > 2 )
			result$version = parse(words[2])$version;
	}
	else if ( /AdobeAIR\/[0-9\.]*/ in text ) {
		result$name = "AdobeAIR";
		result$version = version_in(text, /AdobeAIR\/[0-9\.]*/);
	}
	else if ( /AppleWebKit\/[0-9\.]*/ in text ) {
		result$name = "Unspecified WebKit";
		result$version = version_in(text, /AppleWebKit\/[0-9\.]*/);
	}
	else if ( / Java\/[0-9]\./ in text ) {
		result$name = "Java";
		result$version = version_in(text, /Java\/[0-9\._]*/);
	}

	return result;
}

# Telephones of Google: "A/VERSION/Google/Pixel".
function parse_pixel(text: string): Description {
	local version = split_string(text, /\//)[1];

	return Description($name="Android (Google Pixel)", $unparsed_version=text,
	                   $version="." in version ? parse(version)$version : Version($major=extract_count(version)));
}

function parse(unparsed_version: string): Description {
	if ( /^(Mozilla|Opera)\/[0-9]+\./ in unparsed_version )
		return parse_browser(unparsed_version);

	if ( /A\/[0-9\.]*\/Google\/Pixel/ in unparsed_version )
		return parse_pixel(unparsed_version);

	return parse_plain(unparsed_version);
}

# The same texts come again and again.
global parse_cache: table[string] of Description &read_expire=65secs;

function parse_with_cache(unparsed_version: string): Description {
	if ( unparsed_version !in parse_cache )
		parse_cache[unparsed_version] = parse(unparsed_version);

	return parse_cache[unparsed_version];
}

# A version as numbers that can be compared one by one; -1 is missing.
function version_numbers(v: Version): vector of int {
	return vector(v?$major ? +v$major : -1, v?$minor ? +v$minor : -1, v?$minor2 ? +v$minor2 : -1, v?$minor3 ? +v$minor3 : -1);
}

function cmp_versions(v1: Version, v2: Version): int {
	local theirs = version_numbers(v2);

	for ( i, number in version_numbers(v1) )
		if ( number != theirs[i] )
			return number < theirs[i] ? -1 : 1;

	if ( v1?$addl && v2?$addl )
		return strcmp(v1$addl, v2$addl);

	if ( v1?$addl )
		return 1;

	return v2?$addl ? -1 : 0;
}

# A version as text: "1.2.3-x".
function software_fmt_version(v: Version): string &is_used {
	local text = v?$major ? cat(v$major) : "0";

	for ( i, number in version_numbers(v) )
		if ( i > 0 && number >= 0 )
			text += fmt(".%d", number);

	return v?$addl ? text + "-" + v$addl : text;
}

# Name and version as text.
function software_fmt(i: Info): string &is_used {
	return i$name + " " + software_fmt_version(i$version);
}

event Software::new(info: Info) {
	if ( ! info?$version ) {
		local description = parse_with_cache(info$unparsed_version);

		info$name = description$name;
		info$version = description$version;
		info$unparsed_version = description$unparsed_version;
	}

	event Software::register(info);
}

event Software::register(info: Info) {
	if ( info$host !in tracked )
		tracked[info$host] = SoftwareSet();

	local known = tracked[info$host];

	if ( info$name in known ) {
		local before = known[info$name];

		if ( cmp_versions(before$version, info$version) != 0 )
			event Software::version_change(before, info);
		else if ( ! info$force_log )
			return;
	}

	known[info$name] = info;
	Log::write(LOG, info);
}

function found(id: conn_id, info: Info): bool {
	if ( ! info$force_log && ! addr_matches_host(info$host, asset_tracking) )
		return F;

	if ( info?$version && ! info?$name ) {
		Reporter::error("Required field name not present in Software::found");
		return F;
	}

	if ( ! info?$version && ! info?$unparsed_version ) {
		Reporter::error("No unparsed version string present in Info record with version in Software::found");
		return F;
	}

	if ( ! info?$ts )
		info$ts = network_time();

@if ( Cluster::is_enabled() )
	Cluster::publish_hrw(Cluster::proxy_pool, info$host, Software::new, info);
@else
	event Software::new(info);
@endif

	return T;
}
