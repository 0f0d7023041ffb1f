# @TEST-DOC: A record becomes another that has its fields.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

type Small: record { a: count; };
type Large: record { a: count; b: string &default="dflt"; c: double &optional; };

function show(r: Large): string
	{
	return fmt("%d %s %s", r$a, r$b, r?$c);
	}

event zeek_init()
	{
	local s = Small($a=3);
	local l: Large = s;
	print l;
	print show(s), show([$a=4, $c=1.5]), show(Large($a=5, $b="x"));
	l$a = 10;
	print s$a;
	local v: vector of Large = vector(Large($a=1));
	v += [$a=2];
	print v;
	local t: table[string] of Large;
	t["k"] = [$a=9, $b="nine"];
	print t["k"]$b;
	}
