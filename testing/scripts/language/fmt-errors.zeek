# @TEST-DOC: What fmt says of wrong arguments.
# @TEST-EXEC: zeek -b %INPUT >output 2>messages
# @TEST-EXEC: btest-diff output

event zeek_init()
	{
	print fmt("%d", "text");
	}

event zeek_init() &priority=-1
	{
	print fmt("%s %s", 1);
	}

event zeek_init() &priority=-2
	{
	print fmt("%s", 1, 2);
	}

event zeek_init() &priority=-3
	{
	print fmt("%z", 1);
	}

event zeek_init() &priority=-4
	{
	print fmt("%.1f", "x");
	}

event zeek_init() &priority=-5
	{
	print fmt("%.2s", "abc");
	}

event zeek_init() &priority=-6
	{
	print fmt("%200d", 1);
	}

event zeek_init() &priority=-7
	{
	print "end";
	}
