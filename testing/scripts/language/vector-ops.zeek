# @TEST-DOC: Operators element by element.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

event zeek_init()
	{
	local a = vector(1, 2, 3);
	local b = vector(10, 20, 30);
	print a + b, b - a, a * b, b / a, b % a;
	print a == vector(1, 0, 3), a < b, a != b;
	print a & vector(1, 1, 1), a | vector(4, 4, 4), a ^ a;
	local t = vector(T, F, T);
	local f = vector(F, F, T);
	print t && f, t || f, ! t;
	print vector(1.5, 2.5) + vector(0.5, 0.5);
	print b[t], b[vector(2, 0)];
	print -vector(+1, -2);
	local p = vector(1.0, 2.0, 4.0);
	p += vector(1.0, 1.0, 1.0)[0];
	print p;
	}
