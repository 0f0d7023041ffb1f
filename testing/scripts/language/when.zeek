# @TEST-DOC: when: conditions that hold now and later.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

global flag = F;
global values: table[string] of count;

event later()
	{
	flag = T;
	values["x"] = 5;
	}

event zeek_init()
	{
	when ( T )
		{
		print "now";
		}
	when ( flag )
		{
		print "flag";
		}
	local n = 7;
	when [n] ( "x" in values )
		{
		print "x", values["x"], n;
		}
	when ( F )
		{
		print "never";
		}
	timeout 1sec
		{
		print "timeout";
		}
	event later();
	print "end of init";
	}
