##! Sends rotated files to other hosts with sftp. Use `Log::sftp_postprocessor` as the postprocessor of a filter.

module Log;

export {
	## Sends a file to each of its destinations, and removes it here.
	global sftp_postprocessor: function(info: Log::RotationInfo): bool;

	## A directory on another host, which must let us in without a password.
	type SFTPDestination: record {
		user: string;
		host: string;
		host_port: count &default=22;
		path: string;
	};

	## Where files go, by writer and path.
	global sftp_destinations: table[Writer, string] of set[SFTPDestination];

	## How the time is written in the names that files have there.
	const sftp_rotation_date_format = "%Y-%m-%d-%H-%M-%S" &redef;
}

function sftp_postprocessor(info: Log::RotationInfo): bool {
	if ( reading_traces() || [info$writer, info$path] !in sftp_destinations )
		return T;

	local remote_name = cat(info$path, ".", strftime(sftp_rotation_date_format, info$open), ".log");
	local script: vector of string;

	for ( to in sftp_destinations[info$writer, info$path] )
		script += fmt("echo put %s %s/%s | sftp -P %d -b - %s@%s", info$fname, to$path, remote_name, to$host_port,
		              to$user, to$host);

	script += "/bin/rm " + safe_shell_quote(info$fname);
	system(join_string_vec(script, ";"));
	return T;
}
