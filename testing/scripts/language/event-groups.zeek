# @TEST-DOC: Handlers that are switched off.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

global e: event();

event e() &group="mine"
	{
	print "in group";
	}

event e()
	{
	print "outside";
	}

event zeek_init()
	{
	disable_event_group("mine");
	event e();
	}

event zeek_done()
	{
	enable_event_group("mine");
	event e();
	}
