# @TEST-DOC: switch over types, is and as.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

function what(x: any): string
	{
	switch ( x ) {
		case type count as c:
			return fmt("count %d", c + 1);
		case type string as s:
			return "string " + s;
		case type addr, type subnet:
			return "address";
		case type bool:
			return "bool";
		default:
			return "something";
	}
	}

event zeek_init()
	{
	print what(1), what("x"), what(1.2.3.4), what(10.0.0.0/8), what(T), what(2.5);
	local a: any = "text";
	print a is string, a is count, (a as string) + "!";
	local v: any = vector(1, 2);
	if ( v is vector of count )
		print |v as vector of count|;
	}
