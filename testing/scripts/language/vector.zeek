# @TEST-DOC: Vectors: indexing, growth, slices.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

event zeek_init()
	{
	local v = vector(10, 20, 30);
	print v, |v|, v[0], v[-1], 1 in v, 3 in v;
	v[3] = 40;
	v += 50;
	print v;
	v[1] = 21;
	print v[1:3], v[:2], v[3:], v[-2:];
	v[1:3] = vector(99);
	print v;
	for ( i in v )
		print i;
	for ( i, x in v )
		print i, x;
	for ( _, x in v )
		print x;
	local w = v;
	w[0] = 0;
	print v[0];
	local c = copy(v);
	c[0] = 1;
	print v[0], c[0];
	v[7] = 7;
	print |v|, v;
	resize(v, 2);
	print v;
	v += vector(5, 6);
	print v;
	delete v;
	print v, |v|;
	local names: vector of string = { "a", "b" };
	print names;
	local nested: vector of vector of count = vector(vector(1, 2), vector(3));
	nested[0][1] = 9;
	print nested, nested[1][0];
	print sort(vector(3, 1, 2)), sort(vector("b", "a"), strcmp);
	print order(vector(30, 10, 20));
	print any_set(vector(F, T)), all_set(vector(T, F));
	}
