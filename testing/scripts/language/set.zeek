# @TEST-DOC: Sets: membership, algebra, comparison.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

event zeek_init()
	{
	local s = set(1, 2, 3);
	print |s|, 2 in s, 5 in s, 5 !in s;
	add s[5];
	add s[5];
	delete s[1];
	delete s[100];
	print |s|, 1 in s, 5 in s;
	local a = set(1, 2, 3);
	local b = set(2, 3, 4);
	print a & b, |a | b|, a - b, b - a;
	print set(2) < a, a <= a, a < a, a == set(3, 2, 1), a != b, a >= set(1), a > set(1, 2, 3);
	local sum = 0;
	for ( x in a )
		sum += x;
	print sum;
	local pairs: set[count, string];
	add pairs[1, "one"];
	add pairs[2, "two"];
	print [1, "one"] in pairs, [1, "two"] in pairs, |pairs|;
	for ( [n, name] in pairs )
		print n, name;
	a += set(9);
	a -= set(1, 2);
	print a;
	delete a;
	print |a|;
	local empty: set[addr] = set();
	print empty, |empty|;
	local from_braces: set[port] = { 80/tcp, 53/udp };
	print 53/udp in from_braces;
	}
