# @TEST-DOC: Handlers by priority, arguments, several raised.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

global e: event(n: count, text: string);

event e(n: count, text: string) &priority=-5
	{
	print "last", n, text;
	}

event e(n: count, text: string)
	{
	print "middle", n, text;
	}

event e(n: count, text: string) &priority=5
	{
	print "first", n, text;
	if ( n == 1 )
		event e(2, "again");
	}

event e(n: count, text: string) &priority=3
	{
	if ( n == 2 )
		return;
	print "second", n, text;
	}

event zeek_init() &priority=-1
	{
	print "init -1";
	}

event zeek_init() &priority=1
	{
	print "init 1";
	event e(1, "one");
	print "raised";
	}

event zeek_done()
	{
	print "done";
	}
