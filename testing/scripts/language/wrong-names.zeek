# @TEST-DOC: Names that do not exist.
# @TEST-EXEC-FAIL: zeek -b %INPUT >output 2>&1
# @TEST-EXEC: btest-diff output

event zeek_init()
	{
	print no_such_variable;
	local c: no_such_type = 1;
	local s = "text";
	}
