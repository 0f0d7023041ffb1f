# @TEST-DOC: An index that is not there.
# @TEST-EXEC: zeek -b %INPUT >output 2>&1
# @TEST-EXEC: btest-diff output

event zeek_init()
	{
	local t: table[count] of string;
	t[1] = "one";
	print t[1];
	print t[2];
	}

event zeek_init() &priority=-1
	{
	local v = vector(1, 2);
	print v[5];
	}

event zeek_init() &priority=-2
	{
	local m: table[count, string] of count;
	print m[1, "x"];
	}

event zeek_init() &priority=-3
	{
	local v = vector(1, 2);
	print v[-3];
	}

event zeek_init() &priority=-4
	{
	print "next handler";
	}
