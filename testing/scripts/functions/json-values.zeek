# @TEST-DOC: What to_json writes, from_json reads: patterns and intervals as they are printed, too.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

type Held: record {
	wait: interval;
	when_: time;
	shape: pattern;
	shapes: set[pattern];
	named: table[pattern] of string;
	places: set[addr, port];
};

event zeek_init()
	{
	local held = Held($wait=-(2days + 1.5sec), $when_=double_to_time(1681652265.5), $shape=/a|b/);
	add held$shapes[/foo/];
	held$named[/bar/] = "x";
	add held$places[1.2.3.4, 80/tcp];

	local text = to_json(held);
	print text;

	local back = from_json(text, Held);
	print back$valid, to_json(back$v) == text;
	print from_json("\"2 hrs  30 mins\"", interval), from_json("\"\"", interval);
	print from_json("\"2 hrs 30\"", interval)$err, from_json("\"2 weeks\"", interval)$err;
	print to_json(topk_init(2)), to_json(sha256_hash_init()), to_json(bloomfilter_basic_init(0.1, 10));
	print is_valid_subnet("[fe80::]/64"), is_valid_subnet("fe80::/64");
	}
