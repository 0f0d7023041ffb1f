# @TEST-DOC: Operators and functions of strings.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

event zeek_init()
	{
	local s = "Hello, World";
	print |s|, s[0], s[4], s[-1], s[0:5], s[7:], s[:5], s[-5:], s[3:100], s[5:2];
	print s + "!", "ell" in s, "xyz" in s, /W.*d/ in s;
	print "abc" < "abd", "abc" < "ab", "a" == "a", "a" != "b", "Z" < "a";
	print to_upper(s), to_lower(s);
	print sub_bytes(s, 1, 5), strstr(s, "World"), subst_string(s, "l", "L");
	print split_string("a,b,,c", /,/), split_string1("a=b=c", /=/);
	print join_string_vec(vector("x", "y", "z"), "-");
	print sub("aXbXc", /X/, "-"), gsub("aXbXc", /X/, "-");
	print strip("  both  ") + "|", lstrip("  left") + "|", rstrip("right  ") + "|";
	print starts_with("prefix", "pre"), ends_with("suffix", "fix"), find_last("a1b22", /[0-9]+/);
	print reverse("abc"), string_to_ascii_hex("AZ"), hexstr_to_bytestring("414243");
	for ( c in "abc" )
		print c;
	s += " again";
	print s;
	print "multiple " + "parts " + "joined";
	print cat("a", 1, 2.5, T), cat();
	print to_count("42"), to_int("-7"), to_double("2.5"), to_addr("1.2.3.4"), to_port("80/tcp");
	print is_ascii("abc"), is_num("123"), is_alpha("abc"), is_alnum("a1");
	}
