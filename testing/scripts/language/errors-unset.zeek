# @TEST-DOC: Variables without a value.
# @TEST-EXEC: zeek -b %INPUT >output 2>&1
# @TEST-EXEC: btest-diff output

global g: string;

event zeek_init()
	{
	print g;
	}

event zeek_init() &priority=-1
	{
	local s: string;
	print s;
	}

event zeek_init() &priority=-2
	{
	local f: function(): count;
	print f();
	}

event zeek_init() &priority=-3
	{
	local a: any = "text";
	print a as count;
	}

event zeek_init() &priority=-4
	{
	print "next handler";
	}
