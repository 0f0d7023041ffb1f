# @TEST-DOC: Ports, networks, sizes of files, names of types, modules; a wrong element of a vector.
# @TEST-EXEC: zeek -b %INPUT >out 2>err
# @TEST-EXEC: btest-diff out
# @TEST-EXEC: btest-diff err

module Empty;

module Answers;

export {
	type Kind: enum { ONE, TWO };
	type Inner: record { a: count; };
	type Outer: record {
		i: Inner;
		k: Kind &optional;
		v: vector of Inner;
		t: table[string, Kind] of set[Inner];
	};
}

function put(v: vector of any, x: any)
	{
	v[|v|] = x;
	}

event zeek_done() &priority=1
	{
	for ( name, f in record_fields("Answers::Outer") )
		print name, f$type_name;

	print to_port("123"), to_port("123/"), to_port("123/udp"), to_port("70000");
	print to_subnet("::ffff:0:0/1"), to_subnet("::ffff:0:0/100"), to_subnet("10.0.0.0/8");
	print [::ffff:0:1.2.3.4], [::1.2.3.4], [::ffff:1.2.3.4];
	print type_name(set()), type_name(table()), type_name(vector());

	local p = /a/;
	print same_object(p, p), same_object(p, copy(p)), copy(p) == "a";

	print global_ids()["module Empty"]$type_name, "module Never" in global_ids();

	local file_name = "small-answers.tmp";
	local f1 = open(file_name);
	write_file(f1, "four");
	print file_size(file_name), |f1|, file_size(file_name);
	set_buf(f1, F);
	write_file(f1, "five!");
	print file_size(file_name);
	close(f1);
	unlink(file_name);

	local numbers: vector of count;
	put(numbers, 1);
	print numbers;
	print string_cat("a", "b"), string_cat("a", 1) == "";
	put(numbers, "two");
	print "never";
	}

function with_default(n: count, base: count &default=10): count
	{
	return n * base;
	}

event zeek_done()
	{
	print with_default(2);
	print type_name(with_default);
	}
