# @TEST-DOC: Deep copies.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

type R: record { n: count; t: table[string] of vector of count; };

event zeek_init()
	{
	local a = R($n=1, $t=table(["x"] = vector(1, 2)));
	local b = copy(a);
	local c = a;
	b$n = 2;
	b$t["x"] += 3;
	b$t["y"] = vector();
	c$n = 3;
	print a, b;
	local shared = vector(1);
	local twice: vector of vector of count = vector(shared, shared);
	local copied = copy(twice);
	copied[0] += 2;
	print copied, twice;
	print copy("text"), copy(5), copy(1.2.3.4);
	}
