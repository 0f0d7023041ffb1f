# @TEST-DOC: A log stream of the script's own.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff mine.log

module Mine;

export {
	redef enum Log::ID += { LOG };
	type Info: record {
		ts: time &log;
		n: count &log;
		text: string &log &optional;
		list: vector of count &log &optional;
		names: set[string] &log &optional;
		a: addr &log &optional;
		hidden: string &optional;
		d: double &log &default=0.5;
		i: interval &log &default=1.5min;
		p: port &log &default=80/tcp;
		e: transport_proto &log &default=udp;
		b: bool &log &default=T;
	};
	global log_policy: Log::PolicyHook;
}

hook log_policy(rec: Info, id: Log::ID, filter: Log::Filter)
	{
	if ( rec$n == 2 )
		break;
	}

event zeek_init()
	{
	Log::create_stream(Mine::LOG, [$columns=Info, $path="mine", $policy=log_policy]);
	local t = double_to_time(1234567890.123456);
	Log::write(Mine::LOG, [$ts=t, $n=1, $text="tab\tand \\ and \x01", $hidden="h"]);
	Log::write(Mine::LOG, [$ts=t, $n=2]);
	Log::write(Mine::LOG, [$ts=t, $n=3, $list=vector(1, 2), $names=set("a,b"), $a=1.2.3.4]);
	Log::write(Mine::LOG, [$ts=t, $n=4, $text="-", $list=vector(), $names=set()]);
	Log::write(Mine::LOG, [$ts=t, $n=5, $text="", $names=set("")]);
	}
