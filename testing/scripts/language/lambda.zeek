# @TEST-DOC: Function values and what they capture.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

function make_counter(): function(): count
	{
	local n = 0;
	return function[n](): count
		{
		++n;
		return n;
		};
	}

function apply(f: function(x: count): count, x: count): count
	{
	return f(x);
	}

event zeek_init()
	{
	local a = make_counter();
	local b = make_counter();
	print a(), a(), b(), a();
	local factor = 3;
	local times = function[factor](x: count): count { return x * factor; };
	factor = 100;
	print apply(times, 5);
	print apply(function(x: count): count { return x + 1; }, 5);
	local list = vector(1, 2);
	local by_reference = function[list]() { list += 3; };
	by_reference();
	print list;
	local by_copy = function[copy list]() { list += 4; print list; };
	by_copy();
	by_copy();
	print list;
	local nested = function[factor](): count
		{
		local inner = function[factor](): count { return factor + 1; };
		return inner();
		};
	print nested();
	local twin = copy(a);
	print a(), twin(), a();
	}
