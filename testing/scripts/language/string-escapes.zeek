# @TEST-DOC: Escapes in literals, and how they print.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

event zeek_init()
	{
	print "a\nb", "a\rb", "a\tb", "\"", "\\", "\x41\x42", "\101\102", "\0";
	print |"\n\t\\\""|, |"\x00\x00"|;
	print "ü", |"ü"|;
	print fmt("%s", "a\nb") == "a\nb";
	print escape_string("a\x01b"), clean("a\x01b"), to_string_literal("a\x01\"");
	}
