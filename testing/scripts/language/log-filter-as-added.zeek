# @TEST-DOC: What is set in a filter's record after it was added changes nothing, until the record is added again.
# @TEST-EXEC: zeek -b %INPUT
# @TEST-EXEC: btest-diff things.log
# @TEST-EXEC: btest-diff other.log

@load base/frameworks/logging

redef enum Log::ID += { THINGS };

type Thing: record {
	n: count &log;
	s: string &log;
};

event zeek_init()
	{
	Log::create_stream(THINGS, [$columns=Thing, $path="things"]);

	local f = Log::get_filter(THINGS, "default");
	f$name = "other";
	f$path = "other";
	f$config = table(["separator"] = "|");
	Log::add_filter(THINGS, f);
	f$config = table(["separator"] = ";");

	Log::write(THINGS, [$n=1, $s="one"]);
	}
