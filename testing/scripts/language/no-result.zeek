# @TEST-DOC: A function that ends without the value that it should return is told of; groups of events that nobody knows are errors.
# @TEST-EXEC: zeek -b %INPUT >out 2>err
# @TEST-EXEC: btest-diff out
# @TEST-EXEC: btest-diff err

function half(n: count): count {
	if ( n > 2 )
		return n / 2;
}

event new_connection(c: connection) {
	print half(10);
}

event zeek_done() {
	print half(10), half(1);
	print disable_event_group("nobody"), enable_module_events("Nobody");
}
