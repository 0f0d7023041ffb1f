##! Functions on strings.

export {
	## How many characters must be changed to make one string of another.
	global levenshtein_distance: function(s1: string, s2: string): count;

	## All arguments as one string; they must be strings.
	global string_cat: function(va_args: any): string;

	## The elements of a vector with `sep` between them.
	global join_string_vec: function(vec: string_vec, sep: string): string;

	## The elements of a set with `sep` between them, in no certain order.
	global join_string_set: function(ss: string_set, sep: string): string;

	## Applies a character that erases the one before it, as a backspace does.
	global edit: function(arg_s: string, arg_edit_char: string): string;

	## A part of a string; `start` counts from 1. The rest of it if `n` is negative.
	global sub_bytes: function(s: string, start: count, n: int): string;

	## The parts of a string between matches of a pattern.
	global split_string: function(str: string, re: pattern): string_vec;

	## The parts of a string before and behind the first match.
	global split_string1: function(str: string, re: pattern): string_vec;

	## The parts of a string and what is between them, in turn.
	global split_string_all: function(str: string, re: pattern): string_vec;

	## The parts of a string at most `max_num_sep` times (0: any number), with what is between them if `incl_sep`.
	global split_string_n: function(str: string, re: pattern, incl_sep: bool, max_num_sep: count): string_vec;

	## A string with the first match of a pattern replaced. "&" is not special.
	global sub: function(str: string, re: pattern, repl: string): string;

	## A string with all matches of a pattern replaced.
	global gsub: function(str: string, re: pattern, repl: string): string;

	## Compares strings: negative, zero or positive.
	global strcmp: function(s1: string, s2: string): int;

	## Where a string is in another, counted from 1; 0 if nowhere.
	global strstr: function(big: string, little: string): count;

	## A string with all of one text replaced by another.
	global subst_string: function(s: string, from: string, to: string): string;

	## A string in lower case, ASCII only.
	global to_lower: function(str: string): string;

	## A string in upper case, ASCII only.
	global to_upper: function(str: string): string;

	## A string with control characters as escapes, such as \\x00 and ^M.
	global clean: function(str: string): string;

	## A string with escapes, as a script would have it.
	global to_string_literal: function(str: string): string;

	## Whether all bytes are below 128.
	global is_ascii: function(str: string): bool;

	## A string with all bytes that cannot be printed as \\x escapes.
	global escape_string: function(s: string): string;

	## Each byte as two hexadecimal digits.
	global string_to_ascii_hex: function(s: string): string;

	## What two strings have in common, by local alignment.
	global str_smith_waterman: function(s1: string, s2: string, params: sw_params): sw_substring_vec;

	## The parts of a string between these places.
	global str_split_indices: function(s: string, idx: index_vec): string_vec;

	## A string without blanks at both ends.
	global strip: function(str: string): string;

	## A string without some characters at its beginning.
	global lstrip: function(str: string, chars: string &default=" \t\n\r\v\f"): string;

	## A string without some characters at its end.
	global rstrip: function(str: string, chars: string &default=" \t\n\r\v\f"): string;

	## A string of a length, filled with another again and again.
	global string_fill: function(len: int, source: string): string;

	## A string in quotes, so that a shell takes it as it is.
	global safe_shell_quote: function(source: string): string;

	## All that a pattern matches in a string.
	global find_all: function(str: string, re: pattern, max_str_size: int &default=-1): string_set;

	## All that a pattern matches in a string, in its order.
	global find_all_ordered: function(str: string, re: pattern, max_str_size: int &default=-1): string_vec;

	## What a pattern matches last, from at most `offset` bytes before the end.
	global find_last: function(str: string, re: pattern, offset: count &default=0): string;

	## What a pattern matches first, from `offset` on.
	global find_first: function(str: string, re: pattern, offset: count &default=0): string;

	## Bytes as a table of numbers and text.
	global hexdump: function(data_str: string): string;

	## A string from its end.
	global reverse: function(str: string): string;

	## How often a string is in another, without overlaps.
	global count_substr: function(str: string, sub: string): count;

	## Where a string is in a part of another, counted from 0; -1 if nowhere.
	global find_str: function(str: string, sub: string, start: count &default=0, end: int &default=-1, case_sensitive: bool &default=T): int;

	## Where it is last.
	global rfind_str: function(str: string, sub: string, start: count &default=0, end: int &default=-1, case_sensitive: bool &default=T): int;

	## Whether a string begins with another.
	global starts_with: function(str: string, sub: string): bool;

	## Whether a string ends with another.
	global ends_with: function(str: string, sub: string): bool;

	## Whether all characters are digits.
	global is_num: function(str: string): bool;

	## Whether all characters are letters.
	global is_alpha: function(str: string): bool;

	## Whether all characters are letters or digits.
	global is_alnum: function(str: string): bool;

	## A string filled up at its end.
	global ljust: function(str: string, width: count, fill: string &default=" "): string;

	## A string filled up at its beginning.
	global rjust: function(str: string, width: count, fill: string &default=" "): string;

	## A string with upper and lower case exchanged.
	global swap_case: function(str: string): string;

	## A string with the first letter of each word in upper case.
	global to_title: function(str: string): string;

	## A number filled up with zeros, behind its sign.
	global zfill: function(str: string, width: count): string;

	## A string without another at its beginning, if it begins with that.
	global remove_prefix: function(str: string, sub: string): string;

	## A string without another at its end, if it ends with that.
	global remove_suffix: function(str: string, sub: string): string;
}
