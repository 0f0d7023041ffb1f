# @TEST-DOC: First values of globals see what stands before them.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

global a = 1;
global b = a + 1;
global v = vector(a, b);
global t: table[string] of count = { ["b"] = b };
global r: record { n: count; } = [$n=b * 10];

function twice(n: count): count
	{
	return n * 2;
	}

global called = twice(21);
global f = function(): count { return a; };

event zeek_init()
	{
	print a, b, v, t, r, called, f();
	a = 50;
	print b, f();
	}
