# @TEST-DOC: Values of type any.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

function show(x: any): string
	{
	return type_name(x);
	}

event zeek_init()
	{
	print show(1), show(+1), show(1.5), show("s"), show(T), show(1.2.3.4), show(1sec), show(vector(1)), show(set("a")), show(table([1] = "x"));
	local a: any = 5;
	local c: count = a;
	print c + 1;
	local v: vector of any = vector(1, "two", 3.0);
	print v, |v|;
	local t: table[string] of any = { ["n"] = 1, ["s"] = "x" };
	print t["n"], t["s"];
	print cat(a, a), fmt("%s", a);
	}
