# @TEST-DOC: Events for later, at the end of the run they are raised at once.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

global tick: event(n: count);

event tick(n: count)
	{
	print "tick", n;
	if ( n < 2 )
		schedule 1sec { tick(n + 10) };
	}

event zeek_init()
	{
	schedule 2sec { tick(5) };
	schedule 1sec { tick(1) };
	schedule 0sec { tick(3) };
	print "scheduled";
	}

event zeek_done()
	{
	print "done";
	}
