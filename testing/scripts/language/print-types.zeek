# @TEST-DOC: How print shows each type.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

type Color: enum { Red, Green, Blue };

type Pair: record {
	a: count;
	b: string &optional;
	c: double &default=2.5;
};

module Inner;

export {
	type Kind: enum { One, Two };
}

module GLOBAL;

event zeek_init()
	{
	print T, F;
	print 42, -42, +42, 0;
	print 1.0, 0.5, -2.25, 1e100, 1e-10, 100000000.0, 3.14159265;
	print "text", "", "tab\there", "a\\b", "quote\"d", "\x00\x01\xff";
	print 1.2.3.4, [::1], [2001:db8::ff00:42:8329], [::ffff:1.2.3.4];
	print 10.0.0.0/8, [2001:db8::]/32, 192.168.1.77/24;
	print 80/tcp, 53/udp, 8/icmp, 0/unknown;
	print 1sec, 1min, 90sec, 1.5hrs, 2days, 100msec, 5usec, 0sec, -30sec, 1day + 2hrs + 3min + 4sec;
	print double_to_time(1234567890.5), double_to_time(0.0);
	print /foo/, /a|b/i, /x\/y/;
	print Red, Blue, Inner::Two;
	print Pair($a=1), Pair($a=2, $b="two", $c=0.25);
	print vector(1, 2, 3), vector("a", "b"), vector(vector(1), vector(2, 3));
	print set(1, 2), set("x"), set([1, "a"], [2, "b"]);
	print table([1] = "one", [2] = "two"), table(["a", 1] = T);
	local empty_set: set[count];
	local empty_table: table[count] of string;
	local empty_vector: vector of count;
	print empty_set, empty_table, empty_vector;
	local any_value: any = 5;
	print any_value;
	print count, string, Color, Pair;
	}
