# @TEST-DOC: A call that waits is made once; a condition that fails may hold later; terminate lets the handler end.
# @TEST-EXEC: zeek -b %INPUT >output 2>&1
# @TEST-EXEC: btest-diff output

redef exit_only_after_terminate = T;

global ready = F;
global unset: function(): string;

function answer(): string {
	print "asked";
	return when ( ready ) { return "answered"; }
	timeout 1min { return "late"; }
}

event third() {
	terminate();
	for ( i in vector(1, 2) )
		print "still here", i;
}

event second() {
	ready = T;
	unset = function(): string { return "set now"; };
	event third();
}

event first() { event second(); }

event zeek_init() {
	when ( local text = answer() ) { print text; }
	when ( local other = unset() ) { print other; }
	event first();
}

event zeek_done() { print "done"; }
