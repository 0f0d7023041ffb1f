# @TEST-DOC: Division and modulo by zero.
# @TEST-EXEC: zeek -b %INPUT >output 2>&1
# @TEST-EXEC: btest-diff output

global zero = 0;
global zero_int: int = 0;
global zero_double = 0.0;

event zeek_init()
	{
	print 5 / zero;
	}

event zeek_init() &priority=-1
	{
	print 5 % zero;
	}

event zeek_init() &priority=-2
	{
	print -5 / zero_int;
	}

event zeek_init() &priority=-3
	{
	print 1.5 / zero_double;
	}

event zeek_init() &priority=-4
	{
	local i = 1min;
	print i / zero_double;
	}

event zeek_init() &priority=-5
	{
	print -1 << 2;
	}

event zeek_init() &priority=-6
	{
	print "next handler";
	}
