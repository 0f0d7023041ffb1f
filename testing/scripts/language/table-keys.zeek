# @TEST-DOC: Values of many types as indices.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

type Key: record { a: count; b: string &optional; };
type E: enum { E1, E2 };

event zeek_init()
	{
	local by_record: table[Key] of string;
	by_record[[$a=1]] = "one";
	by_record[[$a=1, $b="x"]] = "one x";
	print by_record[[$a=1]], by_record[Key($a=1, $b="x")], [$a=2] in by_record;
	local by_vector: table[vector of count] of string;
	by_vector[vector(1, 2)] = "v";
	print by_vector[vector(1, 2)], vector(2, 1) in by_vector;
	local by_set: set[set[string]];
	add by_set[set("a", "b")];
	print set("b", "a") in by_set, set("a") in by_set;
	local by_double: set[double] = set(1.5, 2.0);
	print 1.5 in by_double, 2.0 in by_double;
	local by_interval: set[interval] = set(1min);
	print 60sec in by_interval;
	local by_subnet: set[subnet] = set(10.0.0.0/8);
	print 10.1.1.1 in by_subnet, 10.0.0.0/8 in by_subnet;
	local by_enum: table[E] of count = { [E1] = 1 };
	print by_enum[E1], E2 in by_enum;
	local by_bool: table[bool] of string = { [T] = "yes", [F] = "no" };
	print by_bool[1 < 2];
	local by_pattern: table[pattern] of count = { [/a.*/] = 1, [/.*b/] = 2 };
	print by_pattern["ab"], "zzz" in by_pattern, by_pattern["xb"];
	local key = Key($a=5);
	local kept: set[Key] = set(key);
	key$a = 6;
	print Key($a=5) in kept, key in kept;
	}
