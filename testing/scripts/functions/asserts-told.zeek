# @TEST-DOC: Hooks that hear of assertions, with the calls that led there; a break keeps the message back.
# @TEST-EXEC: zeek -b %INPUT >output 2>&1
# @TEST-EXEC: btest-diff output

hook assertion_result(result: bool, cond: string, msg: string, bt: Backtrace) {
	print "result", result, cond, msg, bt[0]$function_name, bt[0]$line_location;
}

hook assertion_failure(cond: string, msg: string, bt: Backtrace) {
	for ( i in bt )
		print i, bt[i]$function_name, bt[i]?$line_location ? bt[i]$line_location : 0, |bt[i]$function_args|;

	if ( msg == "quiet" )
		break;
}

function inner(n: count, why: string) {
	assert n == 1, why;
}

function outer(n: count, why: string) { inner(n, why); }

event zeek_init() &priority=1 {
	outer(1, "fine");
	outer(2, "loud");
	print "not reached";
}

event zeek_init() {
	outer(3, "quiet");
	print "not reached";
}
