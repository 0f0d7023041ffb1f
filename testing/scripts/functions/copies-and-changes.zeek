# @TEST-DOC: Copies with defaults of their own, changes within a change handler, vectors of any, sets as vectors.
# @TEST-EXEC: zeek -b %INPUT >output 2>&1
# @TEST-EXEC: btest-diff output

type Box: record { n: count; };

function changed(t: table[string] of count, what: TableChange, key: string, n: count) {
	print what, key, n;
	if ( n < 100 )
		t[key] = n + 1;
}

global watched: table[string] of count &on_change=changed;

function grow(v: vector of any) {
	v += "text";
	print "not reached for vectors of count", v;
}

event zeek_init() &priority=2 {
	local box = Box($n=1);
	local t = table([1] = 0) &default=function[box](i: count): count { return box$n += 1; };
	print t[7];
	local twin = copy(t);
	print t[7], t[7], twin[7];

	watched["a"] = 1;
	watched["a"] = 5;
	delete watched["a"];
	print watched;
}

event zeek_init() &priority=1 {
	local s = vector(3, 1, 3) as set[count];
	print s, |s as vector of count|;
	local anything: vector of any;
	grow(anything);
	local counts = vector(1, 2);
	grow(counts);
}

event zeek_init() {
	local counts: vector of count;
	local anything: vector of any = vector("a", 1);
	counts += anything;
	print "not reached";
}
