##! Making patterns while running, and finding out what they matched.

module GLOBAL;

## Makes a pattern that matches any of some strings, which are taken literally. Two tildes in `pat` stand for the strings:
## `set_to_regex(set("a.org", "b.org"), "(^|\\.)(~~)$")`.
function set_to_regex(ss: set[string], pat: string): pattern {
	local literals: vector of string;

	for ( s in ss )
		literals += convert_for_pattern(s);

	return string_to_pattern(sub(pat, /~~/, join_string_vec(literals, "|")), F);
}

## What `match_pattern` found.
type PatternMatchResult: record {
	## Whether the pattern was found.
	matched: bool;
	## The text that it matched, empty if none.
	str: string;
	## Where that begins, counted from 1; 0 if there is none.
	off: count;
};

## Finds the first match of a pattern.
function match_pattern(s: string, p: pattern): PatternMatchResult {
	local parts = split_string_n(s, p, T, 1);

	if ( |parts| > 1 )
		return PatternMatchResult($matched=T, $str=parts[1], $off=|parts[0]| + 1);

	return PatternMatchResult($matched=F, $str="", $off=0);
}
