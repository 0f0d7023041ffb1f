# @TEST-DOC: What to_json makes of values.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

type Color: enum { Red };
type R: record { a: count &log; b: string &optional; c: double &log &default=1.5; v: vector of count &default=vector(1, 2); };

event zeek_init()
	{
	print to_json(1), to_json(-1), to_json(2.5), to_json(T), to_json("a\"b\n");
	print to_json(1.2.3.4), to_json(80/tcp), to_json(10.0.0.0/8), to_json(Red);
	print to_json(1min), to_json(double_to_time(1.5));
	print to_json(vector(1, 2)), to_json(set("a")), to_json(table([1] = "x")), to_json(table([1, 2] = T));
	print to_json(R($a=1)), to_json(R($a=1, $b="x"), T);
	}
