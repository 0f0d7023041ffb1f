# @TEST-DOC: An error ends the handler that called the function.
# @TEST-EXEC: zeek -b %INPUT >output 2>&1
# @TEST-EXEC: btest-diff output

function inner(t: table[count] of count): count
	{
	print "inner";
	return t[5];
	}

function outer(): count
	{
	local t: table[count] of count;
	local n = inner(t);
	print "not reached";
	return n;
	}

hook h()
	{
	print outer();
	print "not reached";
	}

hook h() &priority=-1
	{
	print "second body";
	}

event zeek_init()
	{
	print outer();
	print "not reached";
	}

event zeek_init() &priority=-1
	{
	print hook h();
	print "after the hook";
	}
