##! Mails alarms as text for people instead of as a log.

@load ../main
@load ./add-geodata
@load base/frameworks/cluster

module Notice;

export {
	## Whether that is done, where there is somebody to mail to.
	const pretty_print_alarms = T &redef;

	## Whom the text is mailed to, `Notice::mail_dest` if empty.
	const mail_dest_pretty_printed = "" &redef;

	## Networks that alarms are marked for.
	global flag_nets: set[subnet] &redef;

	## Writes an alarm.
	global pretty_print_alarm: function(out: file, n: Info) &redef;

	## Writes the text in any case, for tests.
	global force_email_summaries = F &redef;
}

# The text as it grows until it is mailed.
const pp_alarms_name = "alarm-mail.txt";
global pp_alarms: file;
global pp_alarms_open = F;

function want_pp(): bool {
	local somebody = mail_dest != "" || mail_dest_pretty_printed != "";
	return force_email_summaries || (pretty_print_alarms && somebody && ! is_delivery_off());
}

function pp_send(info: Log::RotationInfo) {
	if ( ! pp_alarms_open )
		return;

	pp_alarms_open = F;
	write_file(pp_alarms, "\n\n--\n[Automatically generated]\n\n");
	close(pp_alarms);

	local dest = mail_dest_pretty_printed == "" ? mail_dest : mail_dest_pretty_printed;

	if ( dest == "" )
		return;

	local subject = fmt("Alarm summary from %s-%s", strftime("%H:%M:%S", info$open), strftime("%H:%M:%S", info$close));
	send_mail_file(dest, subject, pp_alarms_name);
}

function pp_postprocessor(info: Log::RotationInfo): bool {
	if ( want_pp() )
		pp_send(info);

	return T;
}

event zeek_init() {
	# In place of the filter of that name that mails the log.
	if ( want_pp() )
		Log::add_filter(ALARM_LOG, Log::Filter($name="alarm-mail", $writer=Log::WRITER_NONE,
		                                       $interv=Log::default_mail_alarms_interval, $postprocessor=pp_postprocessor));
}

hook notice(n: Notice::Info) &priority=-5 {
	if ( ACTION_ALARM !in n$actions || ! want_pp() )
		return;

	if ( ! pp_alarms_open ) {
		pp_alarms = open(pp_alarms_name);
		pp_alarms_open = T;
	}

	pretty_print_alarm(pp_alarms, n);
}

# The lines of an alarm, and the hosts in it, whose names follow in a line of their own.
type Alarm: record {
	lines: vector of string;
	hosts: vector of addr;
};

function write_alarm(out: file, alarm: Alarm, names: vector of string) {
	for ( _, line in alarm$lines )
		print out, line;

	local resolved = "";

	for ( i, host in alarm$hosts )
		resolved += i == 0 ? fmt("   # %s = %s", host, names[i]) : fmt("  %s = %s", host, names[i]);

	if ( resolved != "" )
		print out, resolved;

	print out, "";
}

# Finds the names of the hosts one after the other, and writes the alarm when it has them all.
function resolve_and_write(out: file, alarm: Alarm, names: vector of string) {
	if ( |names| == |alarm$hosts| ) {
		write_alarm(out, alarm, names);
		return;
	}

	local host = alarm$hosts[|names|];

	if ( reading_traces() ) {
		names += "<skipped>";
		resolve_and_write(out, alarm, names);
		return;
	}

	when [out, alarm, names, host] ( local name = lookup_addr(host) ) {
		names += name;
		resolve_and_write(out, alarm, names);
	}
	timeout 5secs {
		names += "(dns timeout)";
		resolve_and_write(out, alarm, names);
	}
}

function pretty_print_alarm(out: file, n: Info) {
	local alarm = Alarm($lines=vector(), $hosts=vector());
	local who = "";

	if ( n?$id ) {
		alarm$hosts = vector(n$id$orig_h, n$id$resp_h);
		who = fmt("%s:%s -> %s:%s", n$id$orig_h, n$id$orig_p, n$id$resp_h, n$id$resp_p);
	}
	else if ( n?$src && n?$dst ) {
		alarm$hosts = vector(n$src, n$dst);
		who = fmt("%s -> %s", n$src, n$dst);
	}
	else if ( n?$src ) {
		alarm$hosts = vector(n$src);
		who = n?$p ? fmt("%s:%s", n$src, n$p) : cat(n$src);
	}

	if ( n?$uid )
		who = fmt("%s (uid %s)", who, n$uid);

	local mark = " ";

	for ( _, host in alarm$hosts )
		if ( host in flag_nets )
			mark = ">";

	local country = "";

	if ( n?$remote_location && n$remote_location?$country_code )
		country = fmt(" (remote location %s)", n$remote_location$country_code);

	local reporter = "";

@if ( Cluster::is_enabled() )
	reporter = n?$peer_descr ? n$peer_descr : n?$peer_name ? n$peer_name : "local";
	reporter = fmt("<%s> ", reporter);
@endif

	alarm$lines += fmt(">%s %D %s %s%s", mark, network_time(), n$note, who, country);
	alarm$lines += fmt("   %s%s", reporter, n$msg);

	if ( n?$sub )
		alarm$lines += "   " + n$sub;

	resolve_and_write(out, alarm, vector());
}
