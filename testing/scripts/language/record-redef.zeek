# @TEST-DOC: Fields added to a record, and to their defaults.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

type Info: record {
	a: count &default=1;
};

redef record Info += {
	b: string &default="added";
	c: set[count] &optional;
};

event zeek_init()
	{
	local i: Info;
	print i;
	i$c = set(3);
	print i?$c, i$c;
	print Info($b="other");
	}
