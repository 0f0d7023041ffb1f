##! Logs the scripts that were loaded, each below the one that loaded it.

@load base/frameworks/logging
@load base/utils/paths

module LoadedScripts;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## A row of the log.
	type Info: record {
		## The path, with two blanks before it for each level.
		name: string &log;
	};
}

event zeek_init() &priority=5 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $path="loaded_scripts", $policy=log_policy));
}

event zeek_script_loaded(path: string, level: count) {
	local indent = "";

	while ( |indent| < 2 * level )
		indent += "  ";

	Log::write(LOG, Info($name=indent + compress_path(path)));
}
