# @TEST-DOC: Which operator binds tighter.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

event zeek_init()
	{
	print 2 + 3 * 4, (2 + 3) * 4, 20 - 6 - 4, 64 / 4 / 2;
	print 1 | 2 ^ 3 & 5, 1 << 2 + 1;
	print 1 + 2 == 3 && 4 > 3 || F;
	print ! F && F, ! (F && F);
	print F || T && F, (F || T) && F;
	print T ? F ? 1 : 2 : 3, F ? 1 : F ? 2 : 3;
	print -2 + 5, - (2 + 5);
	print 1 in set(1, 2) && 3 !in set(1, 2);
	print |"abc"| + 1, |vector(1, 2)| * 2;
	local a = 1;
	local b = 2;
	a = b = 7;
	print a, b;
	}
