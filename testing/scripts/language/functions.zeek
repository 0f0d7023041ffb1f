# @TEST-DOC: Parameters, defaults, recursion, results.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

function add_up(a: count, b: count &default=10): count
	{
	return a + b;
	}

function factorial(n: count): count
	{
	return n <= 1 ? 1 : n * factorial(n - 1);
	}

global even: function(n: count): bool;

function odd(n: count): bool
	{
	return n == 0 ? F : even(n - 1);
	}
function even(n: count): bool
	{
	return n == 0 ? T : odd(n - 1);
	}

function nothing(v: vector of count)
	{
	if ( |v| > 2 )
		return;
	v += 1;
	}

function change(n: count, v: vector of count)
	{
	n = 100;
	v[0] = 100;
	}

event zeek_init()
	{
	print add_up(1), add_up(1, 2), factorial(10), even(7), odd(7);
	local v: vector of count = vector();
	nothing(v);
	nothing(v);
	nothing(v);
	nothing(v);
	print v;
	local n = 1;
	change(n, v);
	print n, v;
	local f = factorial;
	print f(5);
	local table_of: table[string] of function(n: count): count = { ["f"] = factorial };
	print table_of["f"](4);
	}
