# @TEST-DOC: What the writer that writes nothing was asked for.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

module Mine;

export {
	redef enum Log::ID += { LOG };
	type Info: record {
		n: count &log;
		list: vector of count &log &optional;
		names: set[string] &log &optional;
		e: transport_proto &log &default=udp;
	};
}

redef LogNone::debug = T;
redef log_rotate_base_time = "01:30";

event zeek_init()
	{
	Log::create_stream(Mine::LOG, [$columns=Info]);
	Log::add_filter(Mine::LOG, [$name="default", $writer=Log::WRITER_NONE, $path="mine", $interv=1.5sec, $exclude=set("n"),
	                            $config=table(["b"] = "2", ["a"] = "1")]);
	Log::write(Mine::LOG, [$n=1]);
	}
