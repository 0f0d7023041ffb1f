# @TEST-DOC: A statement whose value a call does not give does nothing, and the next one runs.
# @TEST-EXEC: zeek -b %INPUT >out 2>err
# @TEST-EXEC: btest-diff out
# @TEST-EXEC: btest-diff err

function nothing(n: count): count {
	if ( n > 10 )
		return n;
}

function passed(n: count): count {
	return nothing(n) + 1;
}

function caught(n: count): string {
	local padded = ljust("a", n, "--");
	return "caught";
}

event told(n: count) {
	print "told", n;
}

hook asked(n: count) {
	if ( passed(n) > 0 )
		print "asked", n;
	else
		print "not asked", n;
}

global table_of_counts: table[count] of count;
global set_of_counts: set[count];

event zeek_done() &priority=1 {
	print ljust("abc", 2, "--");
	print "after", ljust("abc", 5, "-");
	print nothing(11), passed(11);
	print nothing(1);
	print passed(1);
	print caught(3);

	local x = 5;
	x = passed(1);
	print x;
	x += passed(1);
	print x;

	if ( passed(1) > 2 )
		print "yes";
	else
		print "no";

	while ( nothing(1) < 5 )
		print "again";

	for ( i in vector(1, passed(1)) )
		print "one";
	for ( c in ljust("abc", 2, "") )
		print "two", c;

	switch ( nothing(2) ) {
	case 0:
		print "zero";
		break;
	default:
		print "other";
		break;
	}

	table_of_counts[passed(1)] = 1;
	table_of_counts[1] = passed(1);
	add set_of_counts[nothing(1)];
	delete set_of_counts[nothing(1)];
	print |table_of_counts|, |set_of_counts|;

	event told(nothing(1));
	event told(nothing(20));
	hook asked(1);
	hook asked(20);

	local f = nothing;
	print f(1);
	print f(12), check_subnet(10.0.0.0/8, set(1)), "never";
	print check_subnet(10.0.0.0/8, set(10.0.0.0/8));

	local y: count;
	for ( i in vector(20, 1) ) {
		local z = nothing(i == 0 ? 20 : 1);
		print "z";
		y = z;
		print y;
	}
}

event zeek_done() {
	print "done";
}
