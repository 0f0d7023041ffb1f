##! Numbers in text.

## The first or the last number in a text, 0 if there is none.
function extract_count(s: string, get_first: bool &default=T): count {
	local numbers = find_all_ordered(s, /[0-9]+/);

	if ( |numbers| == 0 )
		return 0;

	return to_count(get_first ? numbers[0] : numbers[|numbers| - 1]);
}
