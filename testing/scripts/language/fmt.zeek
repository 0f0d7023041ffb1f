# @TEST-DOC: The conversions of fmt.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

type Color: enum { Red, Green };
type R: record { a: count; b: string &optional; };

event zeek_init()
	{
	print fmt("%d|%5d|%-5d|%05d", 42, 42, 42, 42);
	print fmt("%d|%d", -42, +42);
	print fmt("%x|%08x|%x", 255, 48879, 1.2.3.4);
	print fmt("%s|%10s|%-10s|", "abc", "abc", "abc");
	print fmt("%f|%.2f|%10.3f|%-10.3f|", 3.14159, 3.14159, 3.14159, 3.14159);
	print fmt("%e|%g|%g|%g", 12345.678, 12345.678, 1e-10, 100000.0);
	print fmt("%%");
	print fmt("%s %s %s", T, 1.2.3.4, 80/tcp);
	print fmt("%s %s %s", Red, 10.0.0.0/8, /foo/);
	print fmt("%s %s", 90sec, double_to_time(12.5));
	print fmt("%.1f %.3f", 90sec, double_to_time(12.5));
	print fmt("%s %s %s", vector(1, 2), set("a"), table([1] = 2));
	print fmt("%s %s", R($a=1), R($a=1, $b="x"));
	print fmt("%d", T), fmt("%d", Green), fmt("%d", 80/tcp);
	print fmt("%c"  == "%c" ? "same" : "not");
	print fmt("%5s|%-5s|", T, F);
	print fmt("%s", "with\x00byte") == "with\x00byte";
	}
