# @TEST-DOC: Arithmetic at the edges of count and int.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

event zeek_init()
	{
	local c: count = 18446744073709551615;
	++c;
	print c;
	local i: int = 9223372036854775807;
	++i;
	print i;
	i = -9223372036854775807;
	i -= 2;
	print i;
	c = 9223372036854775808;
	print c, c + c, c * 2, c / 3, c % 7, c > 1;
	local d: double = c;
	print d;
	print 4294967296 * 4294967296;
	}
