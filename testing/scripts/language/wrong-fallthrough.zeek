# @TEST-DOC: A case that gives the value another type cannot be left for the next one.
# @TEST-EXEC-FAIL: zeek -b %INPUT 2>err
# @TEST-EXEC: btest-diff err

function told(x: any)
	{
	switch ( x ) {
	case type count as n:
		if ( n == 0 )
			fallthrough;
		else
			for ( i in set(1, 2) )
				fallthrough;

		switch ( n ) {
		case 1:
			fallthrough;
		default:
			break;
		}

		fallthrough;
	case type string as s:
		print s;
		break;
	}
	}
