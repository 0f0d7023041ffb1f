##! What `brood demo` loads: behavior over several connections, and indicators of which the demo's capture has one.

@load policy/behavior
@load policy/frameworks/intel/seen
@load policy/frameworks/intel/do_notice

redef Intel::read_files += { @DIR + "/indicators.dat" };
