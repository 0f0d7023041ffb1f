# @TEST-DOC: A script that can't be parsed.
# @TEST-EXEC-FAIL: zeek -b %INPUT >output 2>&1
# @TEST-EXEC: btest-diff output

event zeek_init()
	{
	local x = ;
	}
