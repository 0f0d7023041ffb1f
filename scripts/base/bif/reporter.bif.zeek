##! Reporting messages and weird activity from scripts.

module Reporter;

export {
	## Reports something.
	global info: function(msg: string): bool;

	## Reports something that is not as it should be.
	global warning: function(msg: string): bool;

	## Reports something that is wrong.
	global error: function(msg: string): bool;

	## Reports something that is wrong and ends the process.
	global fatal: function(msg: string): bool;

	## Reports something that is wrong and breaks the process off with a core file.
	global fatal_error_with_core: function(msg: string): bool;

	## Reports something unusual about no connection in particular.
	global net_weird: function(name: string, addl: string &default="", source: string &default=""): bool;

	## Reports something unusual about two hosts.
	global flow_weird: function(name: string, orig: addr, resp: addr, addl: string &default="", source: string &default=""): bool;

	## Reports something unusual about a connection.
	global conn_weird: function(name: string, c: connection, addl: string &default="", source: string &default=""): bool;

	## Reports something unusual about a file.
	global file_weird: function(name: string, f: fa_file, addl: string &default="", source: string &default=""): bool;

	## The kinds of activity that are always reported.
	global get_weird_sampling_whitelist: function(): string_set;

	## Sets the kinds of activity that are always reported.
	global set_weird_sampling_whitelist: function(weird_sampling_whitelist: string_set): bool;

	## The kinds of activity that are counted together, whatever connection they are about.
	global get_weird_sampling_global_list: function(): string_set;

	## Sets the kinds of activity that are counted together.
	global set_weird_sampling_global_list: function(weird_sampling_global_list: string_set): bool;

	## How often each kind is reported before sampling begins.
	global get_weird_sampling_threshold: function(): count;

	## Sets how often each kind is reported before sampling begins.
	global set_weird_sampling_threshold: function(weird_sampling_threshold: count): bool;

	## Of how many one is reported then.
	global get_weird_sampling_rate: function(): count;

	## Sets of how many one is reported then.
	global set_weird_sampling_rate: function(weird_sampling_rate: count): bool;

	## After which time counting begins anew.
	global get_weird_sampling_duration: function(): interval;

	## Sets after which time counting begins anew.
	global set_weird_sampling_duration: function(weird_sampling_duration: interval): bool;
}
