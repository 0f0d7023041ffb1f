# @TEST-DOC: Hooks: priority, break, results.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

global check: hook(n: count, out: vector of string);

hook check(n: count, out: vector of string) &priority=10
	{
	out += "high";
	if ( n > 5 )
		break;
	}

hook check(n: count, out: vector of string)
	{
	out += "normal";
	if ( n > 3 )
		return;
	out += "end of normal";
	}

hook check(n: count, out: vector of string) &priority=-10
	{
	out += "low";
	}

global nobody: hook(n: count);

event zeek_init()
	{
	for ( n in set(1, 4, 6) )
		{
		local out: vector of string;
		local result = hook check(n, out);
		print n, result, out;
		}
	if ( hook nobody(1) )
		print "no bodies";
	hook nobody(2);
	local h = check;
	local list: vector of string;
	print hook h(9, list), list;
	}
