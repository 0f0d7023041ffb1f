# @TEST-DOC: Records: defaults, optional fields, nesting, comparison of names.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

type Inner: record {
	x: count &default=7;
	y: string &optional;
};

type Outer: record {
	inner: Inner;
	list: vector of count;
	names: set[string] &default=set("n");
	n: int &default=-1;
};

event zeek_init()
	{
	local i: Inner;
	print i, i?$x, i?$y;
	i$y = "set";
	print i?$y, i$y;
	delete i$y;
	print i?$y;
	i$x = 9;
	delete i$x;
	print i$x;

	local o = Outer($inner=i, $list=vector(1, 2));
	print o;
	o$inner$x = 100;
	print i$x, o$inner$x;
	local twin = copy(o);
	twin$inner$x = 5;
	twin$list += 3;
	add twin$names["m"];
	print o$inner$x, twin$inner$x, o$list, twin$list, |o$names|, |twin$names|;
	local p: Outer = [$inner=[$x=1], $list=vector()];
	print p$inner$x, |p$list|, p$n;
	local anon: record { a: count; b: string; } = [$a=1, $b="b"];
	print anon, anon$a, |anon|;
	local same_names: Outer;
	add same_names$names["z"];
	local fresh: Outer;
	print |same_names$names|, |fresh$names|;
	}
