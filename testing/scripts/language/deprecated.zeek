# @TEST-DOC: Warnings about deprecated names.
# @TEST-EXEC: zeek -b %INPUT >output 2>&1
# @TEST-EXEC: btest-diff output

global old: function(): count &deprecated="Remove in v9. Use new instead";

function old(): count
	{
	return 1;
	}

event zeek_init()
	{
	print old();
	}
