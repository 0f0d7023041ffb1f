# @TEST-DOC: A handler that takes only some of an event's arguments.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

global e: event(a: count, b: string, c: addr);
global e: event(c: addr);
global e: event(b: string, a: count);

event e(a: count, b: string, c: addr)
	{
	print "all", a, b, c;
	}

event e(c: addr)
	{
	print "c", c;
	}

event e(b: string, a: count)
	{
	print "b a", b, a;
	}

event zeek_init()
	{
	event e(1, "two", 3.3.3.3);
	}
