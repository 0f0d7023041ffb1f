# @TEST-DOC: Values that do not fit.
# @TEST-EXEC-FAIL: zeek -b %INPUT >output 2>&1
# @TEST-EXEC: btest-diff output

event zeek_init()
	{
	local c: count = "text";
	local s: string = 5;
	print 1 + "a";
	local r: record { a: count; } = [$b=1];
	if ( 5 )
		print "no";
	local f = function(x: count): string { return x; };
	print f("a");
	}
