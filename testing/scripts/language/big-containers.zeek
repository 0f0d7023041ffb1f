# @TEST-DOC: Many elements.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

event zeek_init()
	{
	local t: table[count] of count;
	local v: vector of count;
	local s: set[string];
	local i = 0;
	while ( i < 10000 )
		{
		t[i] = i * i;
		v += i;
		add s[cat(i % 1000)];
		++i;
		}
	print |t|, t[9999], |v|, v[5000], |s|;
	local sum = 0;
	for ( k, x in t )
		sum += x;
	print sum;
	i = 0;
	while ( i < 10000 )
		{
		if ( i % 3 != 0 )
			delete t[i];
		++i;
		}
	print |t|, 9999 in t, 9998 in t;
	}
