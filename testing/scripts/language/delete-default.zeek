# @TEST-DOC: A field that is deleted gets its own default anew; functions in the defaults of other fields do not run.
# @TEST-EXEC: zeek -b %INPUT >output 2>&1
# @TEST-EXEC: btest-diff output

global calls = 0;

function next_number(): count
	{
	return ++calls;
	}

type Inner: record {
	n: count &default=next_number();
};

type Outer: record {
	a: count &default=next_number();
	i: Inner &default=Inner();
	s: set[count] &default=set(1, 2);
	o: string &optional;
};

event zeek_init()
	{
	local r = Outer($o="set");
	print r, calls;

	r$i$n = 40;
	delete r$i;
	print r, calls;

	delete r$a;
	delete r$s;
	delete r$o;
	print r, calls;
	}
