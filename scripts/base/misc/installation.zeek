##! Where things are on this machine.

module Installation;

# A folder that the environment may name.
function folder(variable: string, otherwise: string): string {
	local named = getenv(variable);
	return named == "" ? otherwise : named;
}

export {
	## The folder that all of it is in.
	const root_dir = folder("ZEEK_ROOT_DIR", "/usr/local/zeek");

	## Configuration.
	const etc_dir = folder("ZEEK_ETC_DIR", root_dir + "/etc");

	## Logs that are done with.
	const log_dir = folder("ZEEK_LOG_DIR", root_dir + "/logs");

	## What is being written.
	const spool_dir = folder("ZEEK_SPOOL_DIR", root_dir + "/spool");

	## What is kept from one run to the next.
	const state_dir = folder("ZEEK_STATE_DIR", root_dir + "/var/lib");
}
