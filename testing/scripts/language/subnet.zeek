# @TEST-DOC: Subnets, their sizes and containment.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

event zeek_init()
	{
	local n = 10.1.2.3/16;
	print n, n == 10.1.0.0/16, n != 10.1.0.0/17;
	print |n|, |10.0.0.0/32|, |10.0.0.0/8|, |[2001:db8::]/96|;
	print 10.1.0.0/24 in n, n in 10.0.0.0/8, n in n, 10.0.0.0/8 in n;
	print subnet_to_addr(n), subnet_width(n), addr_to_subnet(1.2.3.4);
	print to_subnet("172.16.0.0/12"), 0.0.0.0/0, [::]/0;
	print 1.2.3.4 in 0.0.0.0/0, [::1] in 0.0.0.0/0;
	local t: table[subnet] of string = { [10.0.0.0/8] = "eight", [10.1.0.0/16] = "sixteen" };
	print t[10.0.0.1], t[10.1.0.1], 10.1.0.1 in t, 11.0.0.1 in t, 10.2.0.0/16 in t;
	print t[10.1.5.0/24];
	delete t[10.1.0.0/16];
	print t[10.1.0.1];
	}
