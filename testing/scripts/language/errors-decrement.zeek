# @TEST-DOC: A count below zero.
# @TEST-EXEC: zeek -b %INPUT >output 2>&1
# @TEST-EXEC: btest-diff output

event zeek_init()
	{
	local c = 1;
	--c;
	print c;
	--c;
	print c == 18446744073709551615;
	c = 3;
	c -= 5;
	print c;
	c = 1;
	print c - 2;
	c = 5;
	print c - 5, c - 2;
	}
