# @TEST-DOC: Tables: access, defaults, several columns, order.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

event zeek_init()
	{
	local t: table[string] of count = { ["one"] = 1, ["two"] = 2 };
	print |t|, t["one"], "two" in t, "three" in t;
	t["three"] = 3;
	delete t["one"];
	print t;
	++t["two"];
	t["two"] += 10;
	print t["two"];
	for ( k in t )
		print k;
	for ( k, v in t )
		print k, v;
	local d: table[count] of string &default="none";
	print d[5], |d|;
	d[5] = "five";
	print d[5], d[6], |d|;
	local f: table[count] of count &default=function(i: count): count { return i * i; };
	print f[7], 7 in f;
	local ins: table[string] of vector of count &default_insert=vector();
	ins["a"] += 1;
	ins["a"] += 2;
	print ins["a"], |ins|;
	local multi: table[addr, port] of string;
	multi[1.2.3.4, 80/tcp] = "web";
	print multi[1.2.3.4, 80/tcp], [1.2.3.4, 80/tcp] in multi, [1.2.3.4, 81/tcp] in multi;
	for ( [a, p], name in multi )
		print a, p, name;
	local nested: table[count] of table[string] of bool;
	nested[1] = table(["x"] = T);
	nested[1]["y"] = F;
	print nested[1]["y"], |nested[1]|;
	local copied = copy(t);
	copied["four"] = 4;
	print |t|, |copied|;
	delete t;
	print |t|;
	local x: table[count] of count = { [1] = 1, [2] = 2 };
	local y: table[count] of count = { [2] = 22, [3] = 33 };
	x += y;
	print x;
	x -= y;
	print x;
	}
