# @TEST-DOC: Entries that expire, and who is told.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

redef table_expire_interval = 1sec;
redef exit_only_after_terminate = F;

function expired(t: table[string] of count, index: string): interval
	{
	print "expired", index, t[index];
	return index == "again" ? 5sec : 0sec;
	}

global t: table[string] of count &create_expire=1min &expire_func=expired;

event zeek_init()
	{
	t["a"] = 1;
	t["again"] = 2;
	print |t|;
	}

event zeek_done()
	{
	print "at the end", |t|;
	}
