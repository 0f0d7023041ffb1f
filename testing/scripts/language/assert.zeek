# @TEST-DOC: Assertions that hold and that fail.
# @TEST-EXEC: zeek -b %INPUT >output 2>&1
# @TEST-EXEC: btest-diff output

event zeek_init()
	{
	assert 1 + 1 == 2;
	print "held";
	assert |set(1, 2)| == 4, fmt("size is %d", |set(1, 2)|);
	print "not reached";
	}

event zeek_init() &priority=-1
	{
	assert 2 < 1;
	print "not reached";
	}

event zeek_init() &priority=-2
	{
	print "next handler";
	}
