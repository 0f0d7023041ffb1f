# @TEST-DOC: if, while, for, next, break.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

event zeek_init()
	{
	local i = 0;
	while ( i < 10 )
		{
		++i;
		if ( i == 3 )
			next;
		if ( i == 6 )
			break;
		print i;
		}
	for ( x in vector(1, 2, 3) )
		{
		for ( y in vector(1, 2, 3) )
			{
			if ( y == 1 )
				break;
			print "never", x, y;
			}
		if ( x == 1 )
			next;
		print "x", x;
		}
	if ( i > 100 )
		print "large";
	else if ( i > 5 )
		print "middle";
	else
		print "small";
	while ( F )
		print "never";
	local none: set[count];
	for ( n in none )
		print "never";
	;
	{ print "block"; }
	}
