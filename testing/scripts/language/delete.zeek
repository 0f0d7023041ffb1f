# @TEST-DOC: Elements, fields, containers.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

type R: record { a: count &default=1; b: set[count] &optional; };

event zeek_init()
	{
	local t = table([1] = "a", [2] = "b", [3] = "c");
	for ( k in copy(t) )
		if ( k != 2 )
			delete t[k];
	print t;
	local r = R($a=5, $b=set(1));
	delete r$b;
	delete r$a;
	print r;
	local v = vector(1, 2);
	delete v;
	print v;
	local s = set(1, 2);
	delete s;
	print s;
	local m: table[count, string] of count = { [1, "a"] = 1 };
	delete m[1, "a"];
	print |m|;
	}
