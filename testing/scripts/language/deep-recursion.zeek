# @TEST-DOC: A recursion of a thousand levels.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

function down(n: count): count
	{
	return n == 0 ? 0 : 1 + down(n - 1);
	}

event zeek_init()
	{
	print down(1000);
	}
