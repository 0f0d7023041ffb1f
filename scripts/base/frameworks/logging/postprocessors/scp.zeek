##! Sends rotated files to other hosts with scp. Use `Log::scp_postprocessor` as the postprocessor of a filter.

module Log;

export {
	## Sends a file to each of its destinations, and removes it here.
	global scp_postprocessor: function(info: Log::RotationInfo): bool;

	## A directory on another host, which must let us in without a password.
	type SCPDestination: record {
		user: string;
		host: string;
		path: string;
	};

	## Where files go, by writer and path.
	global scp_destinations: table[Writer, string] of set[SCPDestination];

	## How the time is written in the names that files have there.
	const scp_rotation_date_format = "%Y-%m-%d-%H-%M-%S" &redef;
}

function scp_postprocessor(info: Log::RotationInfo): bool {
	if ( reading_traces() || [info$writer, info$path] !in scp_destinations )
		return T;

	local remote_name = cat(info$path, ".", strftime(scp_rotation_date_format, info$open), ".log");
	local script: vector of string;

	for ( to in scp_destinations[info$writer, info$path] )
		script += fmt("scp %s %s@%s:%s/%s", info$fname, to$user, to$host, to$path, remote_name);

	script += "/bin/rm " + safe_shell_quote(info$fname);
	system(join_string_vec(script, ";"));
	return T;
}
