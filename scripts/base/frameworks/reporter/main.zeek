##! The log of what scripts and the engine itself report: information, warnings, errors.

@load base/frameworks/logging

module Reporter;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## A row of the log.
	type Info: record {
		## When it was reported: packet time, or the time at which it happened if there was no packet yet.
		ts: time &log;
		## How bad it is.
		level: Level &log;
		## What is said.
		message: string &log;
		## Where in the scripts it was said.
		location: string &log &optional;
	};
}

event zeek_init() &priority=5 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $path="reporter", $policy=log_policy));
}

event reporter_info(t: time, msg: string, location: string) &priority=-5 {
	Log::write(LOG, Info($ts=t, $level=INFO, $message=msg, $location=location));
}

event reporter_warning(t: time, msg: string, location: string) &priority=-5 {
	Log::write(LOG, Info($ts=t, $level=WARNING, $message=msg, $location=location));
}

event reporter_error(t: time, msg: string, location: string) &priority=-5 {
	Log::write(LOG, Info($ts=t, $level=ERROR, $message=msg, $location=location));
}
