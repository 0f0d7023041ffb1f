# @TEST-DOC: An event that nobody handles can be raised, even where a variable before it has its name.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

module Quiet;

function collect(): vector of count
	{
	local found: vector of count = vector();
	found += 1;
	found = vector(1, 2);

	for ( seen in set(3) )
		found += seen;

	return found;
	}

export {
	global found: event(n: count);
	global seen: event(n: count);
}

event zeek_init()
	{
	event Quiet::found(1);
	event Quiet::seen(1);
	schedule 1msec { Quiet::found(2) };
	print collect();
	}
