# @TEST-DOC: Conditional parts of a script.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

@ifdef ( zeek_init )
const there = "event is there";
@else
const there = "event is not there";
@endif

@ifndef ( not_there_at_all )
const missing = "missing";
@endif

@if ( 1 + 1 == 2 )
const sum = "right";
@else
const sum = "wrong";
@endif

@if ( F )
this is not parsed
@endif

@ifdef ( nothing )
@ifdef ( zeek_init )
const nested = "wrong";
@endif
@else
const nested = "right";
@endif

event zeek_init()
	{
	print there, missing, sum, nested;
	print @FILENAME;
	}
