# @TEST-DOC: Operators on count, int and double, and their mixtures.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

event zeek_init()
	{
	print 7 + 3, 7 - 3, 7 * 3, 7 / 3, 7 % 3;
	print -7 / 2, -7 % 2, +7 - 10;
	print 7.5 + 1, 7.5 - 1, 7.5 * 2, 7.5 / 2;
	print 1 / 2, 1 / 2.0, 1.0 / 3;
	print 18446744073709551615, 18446744073709551615 + 1;
	print +9223372036854775807, -9223372036854775807;
	print 0x10, 0xff, 1e3, 1.5e-3, 1e10, 123456789012.0;
	print 5 & 3, 5 | 3, 5 ^ 3, ~0, ~5;
	print 1 << 4, 256 >> 4, 1 << 63;
	print |+5|, |-5|, |-2.5|, |3 - +7|;

	local c = 10;
	c += 5;
	print c;
	c -= 3;
	print c;
	++c;
	print c;
	--c;
	print c;

	local i: int = 3;
	i -= 10;
	print i;
	--i;
	print i;

	local d = 1.5;
	d += 3;
	print d;
	d -= 0.25;
	print d;
	print 2 < 3, 2 > 3, 2 <= 2, 3 >= 4, 2 == 2, 2 != 2, 1.5 < 2, -1 < +1;
	print T && F, T || F, ! T, ! F;
	print 3 > 2 ? "yes" : "no";
	print double_to_count(3.7), double_to_int(-3.7), int_to_count(+3), count_to_double(4);
	}
