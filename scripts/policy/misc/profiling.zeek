##! Writes what the process does to a file "prof.log", every quarter of a minute.

module Profiling;

# The environment may name another suffix.
function log_suffix(): string {
	local suffix = getenv("ZEEK_LOG_SUFFIX");
	return suffix == "" ? "log" : suffix;
}

redef profiling_file = open("prof." + log_suffix());
redef profiling_interval = 15 secs;
redef expensive_profiling_multiple = 20;

event zeek_init() {
	set_buf(profiling_file, F);
}
