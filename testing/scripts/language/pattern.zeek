# @TEST-DOC: Patterns: whole and partial matches, combination.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

event zeek_init()
	{
	print /foo/ == "foo", /foo/ == "foobar", "foo" == /foo/, /foo/ in "a foobar", /foo/ != "bar";
	print /a|b/ == "b", /[a-c]+/ == "abcabc", /[^0-9]+/ == "abc1";
	print /FOO/i == "foo", /a.c/ == "a\nc", /a.c/s == "a\nc";
	print /^foo/ in "foobar", /bar$/ in "foobar", /^bar/ in "foobar";
	print /x{2,3}/ == "xx", /x{2,3}/ == "xxxx", /(ab)*/ == "abab", /a?b+/ == "bbb";
	print /\x41\d/ == "A7", /\w+/ == "ab", /[[:digit:]]+/ == "123", /"quoted."/ == "quoted.";
	local p = /one/ | /two/;
	print p == "one", p == "two", p == "onetwo";
	local q = /one/ & /two/;
	print q == "onetwo", q == "one";
	p = p | /three/;
	print p == "three", p;
	print find_all("a1b2c3", /[0-9]/), match_pattern("xabcx", /abc/);
	print /\/path\/.*/ == "/path/to", /a\.b/ == "axb";
	}
