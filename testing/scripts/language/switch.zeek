# @TEST-DOC: switch over values: lists, fallthrough, default.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

function kind(n: count): string
	{
	switch ( n ) {
		case 1:
			return "one";
		case 2, 3:
			return "two or three";
		case 4:
			fallthrough;
		case 5:
			return "four or five";
		default:
			return "other";
	}
	}

event zeek_init()
	{
	local n = 0;
	while ( n < 7 )
		{
		print n, kind(n);
		++n;
		}
	switch ( "b" ) {
		case "a":
			print "a";
			break;
		case "b":
			print "b";
			fallthrough;
		case "c":
			print "c";
			break;
		default:
			print "default";
			break;
	}
	for ( x in vector(1, 2, 3) )
		{
		switch ( x ) {
			case 2:
				print "two";
				break;
			default:
				break;
		}
		print "after", x;
		}
	switch ( 1.2.3.4 ) {
		case 1.2.3.4:
			print "address";
			break;
	}
	}
