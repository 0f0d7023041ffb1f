# @TEST-DOC: Errors in first values end the run, and say which variable has none.
# @TEST-EXEC-FAIL: zeek -b %INPUT >out 2>err
# @TEST-EXEC: btest-diff out
# @TEST-EXEC: btest-diff err

type R: record {
	a: count &optional;
};

global r = R();
global n = r$a;
global m = to_count("7");

event zeek_init()
	{
	print "never";
	}
