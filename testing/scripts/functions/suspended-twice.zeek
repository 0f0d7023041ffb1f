# @TEST-DOC: Packets go on when they may as often as they were held.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

event zeek_init()
	{
	suspend_processing();
	suspend_processing();
	continue_processing();
	print is_processing_suspended();
	continue_processing();
	print is_processing_suspended();
	continue_processing();
	print is_processing_suspended();
	suspend_processing();
	print is_processing_suspended();
	continue_processing();
	}
