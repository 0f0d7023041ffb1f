##! Small things with strings.

## Whether a quarter or more of a string is beyond ASCII.
function is_string_binary(s: string): bool {
	return 100 * |gsub(s, /[\x00-\x7f]/, "")| / |s| >= 25;
}

## Puts a backslash before each of some characters, and before backslashes.
function string_escape(s: string, chars: string): string {
	local escaped = subst_string(s, "\\", "\\\\");

	for ( c in chars )
		escaped = subst_string(escaped, c, "\\" + c);

	return escaped;
}

## A string without its last `tail_len` characters.
function cut_tail(s: string, tail_len: count): string {
	return tail_len < |s| ? sub_bytes(s, 1, |s| - tail_len) : "";
}
