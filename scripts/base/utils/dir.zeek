##! Watching directories.

@load base/frameworks/reporter
@load base/utils/exec
@load base/utils/paths

module Dir;

export {
	## How often a directory is looked at.
	option polling_interval = 30sec;

	## Calls `callback` with the path of each file in a directory, of those that are there and of those that come.
	global monitor: function(dir: string, callback: function(fname: string), poll_interval: interval &default=polling_interval);
}

event Dir::monitor_ev(dir: string, last_files: set[string], callback: function(fname: string), poll_interval: interval) {
	local listing = Exec::Command($cmd=fmt("ls -1 %s/", safe_shell_quote(dir)));

	when [dir, last_files, callback, poll_interval, listing] ( local result = Exec::run(listing) ) {
		if ( result$exit_code != 0 ) {
			Reporter::warning(fmt("Requested monitoring of nonexistent directory (%s).", dir));
			return;
		}

		local present: set[string] = set();

		if ( result?$stdout )
			for ( _, name in result$stdout ) {
				add present[name];

				if ( name !in last_files )
					callback(build_path_compressed(dir, name));
			}

		schedule poll_interval { Dir::monitor_ev(dir, present, callback, poll_interval) };
	}
}

function monitor(dir: string, callback: function(fname: string), poll_interval: interval &default=polling_interval) {
	event Dir::monitor_ev(dir, set(), callback, poll_interval);
}
