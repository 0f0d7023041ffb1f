# @TEST-DOC: A field that is not set.
# @TEST-EXEC: zeek -b %INPUT >output 2>&1
# @TEST-EXEC: btest-diff output

type R: record { a: count; b: string &optional; v: vector of count &optional; };

event zeek_init()
	{
	local r = R($a=1);
	print r$a;
	print r$b;
	print "not reached";
	}

event zeek_init() &priority=-1
	{
	local r = R($a=1);
	print r$v[0];
	}

event zeek_init() &priority=-2
	{
	print "next handler";
	}
