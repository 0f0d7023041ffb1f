##! Notices: what somebody should look at. A script that finds such a thing calls `NOTICE`; the hook `Notice::policy` says what
##! is done with it.

@load base/frameworks/cluster
@load base/frameworks/files
@load base/frameworks/logging
@load ./delivery

module Notice;

export {
	redef enum Log::ID += {
		## All notices.
		LOG,
		## Those that are alarms.
		ALARM_LOG,
	};

	global log_policy: Log::PolicyHook;
	global log_policy_alarm: Log::PolicyHook;

	## The kinds of notices; each script adds its own.
	type Type: enum {
		## How often others were raised.
		Tally,
	};

	## What is done with a notice; scripts may add actions.
	type Action: enum {
		## Nothing.
		ACTION_NONE,
		## It is logged.
		ACTION_LOG,
		## It is mailed to `Notice::mail_dest`.
		ACTION_EMAIL,
		## It goes to the log of alarms, which is mailed now and then.
		ACTION_ALARM,
		## The originator is blocked.
		ACTION_DROP,
	};

	type ActionSet: set[Notice::Action];

	## How long a notice keeps others like it from being raised.
	option default_suppression_interval = 1hrs;

	## A notice, and a row of the log.
	type Info: record {
		## When it was raised, now if not given.
		ts: time &log &optional;
		## The connection that it is about.
		uid: string &log &optional;
		## Addresses and ports of that.
		id: conn_id &log &optional;
		## The connection itself, from which the two above are taken.
		conn: connection &optional;
		## The file that it is about, from which the next three are taken.
		f: fa_file &optional;
		## The name of the file.
		fuid: string &log &optional;
		## Its type.
		file_mime_type: string &log &optional;
		## The file in words.
		file_desc: string &log &optional;
		## The transport protocol.
		proto: transport_proto &log &optional;
		## The kind of notice.
		note: Type &log;
		## What is to be said.
		msg: string &log &optional;
		## More of it.
		sub: string &log &optional;
		## Where it comes from, by default the originator.
		src: addr &log &optional;
		## Where it goes, by default the responder.
		dst: addr &log &optional;
		## The port there.
		p: port &log &optional;
		## A number.
		n: count &log &optional;
		## The node that raised it.
		peer_name: string &optional;
		## The node that raised it, in words.
		peer_descr: string &log &optional;
		## What is done with it.
		actions: ActionSet &log &default=ActionSet();
		## Whom it is mailed to.
		email_dest: set[string] &log &default=set();
		## Paragraphs that scripts add to the mail.
		email_body_sections: vector of string &optional;
		## What the mail still waits for, see `Notice::max_email_delay`.
		email_delay_tokens: set[string] &optional;
		## Notices of a kind with the same identifier are like each other. Without one nothing is suppressed.
		identifier: string &optional;
		## How long others like it are suppressed.
		suppress_for: interval &log &default=default_suppression_interval;
	};

	## Kinds that nothing is done with.
	option ignored_types: set[Notice::Type] = {};

	## Kinds that are mailed.
	option emailed_types: set[Notice::Type] = {};

	## Kinds that are alarms.
	option alarmed_types: set[Notice::Type] = {};

	## Kinds that suppress no others.
	option not_suppressed_types: set[Notice::Type] = {};

	## How long kinds suppress others.
	const type_suppression_intervals: table[Notice::Type] of interval = {} &redef;

	## Says what is done with a notice; a `break` ends the decision.
	global policy: hook(n: Notice::Info);

	## Whom mail goes to, nobody if empty.
	const mail_dest = "" &redef;

	## How long a mail waits for scripts that want to add something to it.
	const max_email_delay = 15secs &redef;

	## What a notice needs to know of a file; it takes less memory than the file's record.
	type FileInfo: record {
		## The name of the file.
		fuid: string;
		## The file in words.
		desc: string;
		## Its type.
		mime: string &optional;
		## A connection that it came over.
		cid: conn_id &optional;
		## The name of that.
		cuid: string &optional;
	};

	## How long a node of a cluster collects what it suppresses before it tells others.
	option suppression_batch_period = 10msec;

	## How much it collects at most.
	option suppression_batch_max_size = 50;

	## What a notice needs to know of a file.
	global create_file_info: function(f: fa_file): Notice::FileInfo;

	## Fills the fields about a file.
	global populate_file_info: function(f: fa_file, n: Notice::Info);

	## Fills the fields about a file.
	global populate_file_info2: function(fi: Notice::FileInfo, n: Notice::Info);

	## Mails a rotated log.
	global log_mailing_postprocessor: function(info: Log::RotationInfo): bool;

	## Called with each notice once its actions are known. Handlers with a priority above -5 may change it still.
	global notice: hook(n: Info);

	## Raised when a notice begins to suppress others.
	global begin_suppression: event(ts: time, suppress_for: interval, note: Type, identifier: string);

	## Whether a notice is suppressed.
	global is_being_suppressed: function(n: Notice::Info): bool;

	## Raised for each notice that is suppressed.
	global suppressed: event(n: Notice::Info);

	## Mails a notice; `extend` adds the paragraphs of other scripts, and may wait for them.
	global email_notice_to: function(n: Info, dest: string, extend: bool);

	## Raised for each row.
	global log_notice: event(rec: Info);

	## Fills fields that were not given, and asks `Notice::policy`.
	global apply_policy: function(n: Notice::Info);
}

module GLOBAL;

## Raises a notice.
function NOTICE(n: Notice::Info) {
	if ( ! Notice::is_being_suppressed(n) ) {
		Notice::apply_policy(n);
		hook Notice::notice(n);
	}
}

module Notice;

# How long an entry still has to live: until the time that it says.
function time_left(t: table[Notice::Type, string] of time, idx: any): interval {
	local kind: Notice::Type;
	local identifier: string;
	[kind, identifier] = idx;

	local left = t[kind, identifier] - network_time();
	return left > 0secs ? left : 0secs;
}

# What is suppressed, and until when.
global suppressing: table[Type, string] of time = {} &create_expire=0secs &expire_func=time_left;

event zeek_init() &priority=5 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_notice, $path="notice", $policy=log_policy));
	Log::create_stream(ALARM_LOG, Log::Stream($columns=Info, $path="notice_alarm", $policy=log_policy_alarm));

	# What is mailed is a text file, whatever the logs are.
	if ( mail_dest != "" && ! is_delivery_off() )
		Log::add_filter(ALARM_LOG, Log::Filter($name="alarm-mail", $path="alarm-mail", $writer=Log::WRITER_ASCII,
		                                       $interv=24hrs, $postprocessor=log_mailing_postprocessor));
}

function create_file_info(f: fa_file): Notice::FileInfo {
	local known = FileInfo($fuid=f$id, $desc=Files::describe(f));

	if ( f?$info && f$info?$mime_type )
		known$mime = f$info$mime_type;

	if ( f?$conns )
		for ( id, c in f$conns ) {
			known$cid = id;
			known$cuid = c$uid;
			# One of them is enough.
			break;
		}

	return known;
}

function populate_file_info2(fi: Notice::FileInfo, n: Notice::Info) {
	n$file_desc = fi$desc;

	if ( ! n?$fuid )
		n$fuid = fi$fuid;

	if ( fi?$mime && ! n?$file_mime_type )
		n$file_mime_type = fi$mime;

	if ( fi?$cuid )
		n$uid = fi$cuid;

	if ( fi?$cid )
		n$id = fi$cid;
}

function populate_file_info(f: fa_file, n: Notice::Info) {
	populate_file_info2(create_file_info(f), n);
}

# Fields that follow from others.
function complete(n: Notice::Info) {
	if ( ! n?$ts )
		n$ts = network_time();

@if ( Cluster::is_enabled() )
	if ( ! n?$peer_descr )
		n$peer_descr = Cluster::node;

	if ( ! n?$peer_name )
		n$peer_name = Cluster::node;
@endif

	if ( n?$f )
		populate_file_info(n$f, n);

	if ( n?$conn && ! n?$uid )
		n$uid = n$conn$uid;

	if ( n?$conn && ! n?$id )
		n$id = n$conn$id;

	if ( n?$id && ! n?$src )
		n$src = n$id$orig_h;

	if ( n?$id && ! n?$dst )
		n$dst = n$id$resp_h;

	if ( n?$id && ! n?$p )
		n$p = n$id$resp_p;

	if ( n?$p )
		n$proto = get_port_transport_proto(n$p);

	if ( ! n?$email_delay_tokens )
		n$email_delay_tokens = set();

	if ( ! n?$email_body_sections )
		n$email_body_sections = vector();
}

function apply_policy(n: Notice::Info) {
	complete(n);
	hook Notice::policy(n);

	# A policy may have taken it away.
	if ( ! n?$suppress_for )
		n$suppress_for = default_suppression_interval;
}

hook Notice::policy(n: Notice::Info) &priority=10 {
	if ( n$note in ignored_types )
		break;

	add n$actions[ACTION_LOG];

	if ( n$note in emailed_types )
		add n$actions[ACTION_EMAIL];

	if ( n$note in alarmed_types )
		add n$actions[ACTION_ALARM];

	if ( n$note in type_suppression_intervals )
		n$suppress_for = type_suppression_intervals[n$note];
	else if ( n$note in not_suppressed_types )
		n$suppress_for = 0secs;
}

# Suppression in a cluster: a node that begins it tells the manager, which tells all others. It collects for a moment, as many
# may begin at once.

# What others need to know.
type Suppression: record {
	ts: time;
	suppress_for: interval;
	note: Type;
	identifier: string;
};

type SuppressionBatch: record {
	# When the last one was sent.
	ts: time &default=double_to_time(0.0);
	timer_pending: bool &default=F;
	infos: vector of Suppression;
};

global Notice::suppression_batch_internal: event(batch: SuppressionBatch);
global collected = SuppressionBatch($infos=vector());

function send_collected() &is_used {
	collected$ts = network_time();
	Cluster::publish(Cluster::manager_topic, Notice::suppression_batch_internal, collected);
	collected$infos = vector();
}

event suppression_batch_timer() &is_used {
	collected$timer_pending = F;

	if ( |collected$infos| > 0 )
		send_collected();
}

function tell_manager(n: Notice::Info) &is_used {
	# What is rare is sent at once.
	local idle = |collected$infos| == 0 && network_time() - collected$ts >= suppression_batch_period;

	collected$infos += Suppression($ts=n$ts, $suppress_for=n$suppress_for, $note=n$note, $identifier=n$identifier);

	if ( idle || suppression_batch_period == 0sec || |collected$infos| >= suppression_batch_max_size )
		send_collected();
	else if ( ! collected$timer_pending ) {
		collected$timer_pending = T;
		schedule suppression_batch_period { suppression_batch_timer() };
	}
}

event Notice::suppression_batch_internal(batch: SuppressionBatch) {
@if ( Cluster::is_enabled() && Cluster::local_node_type() == Cluster::MANAGER )
	Cluster::publish(Cluster::worker_topic, Notice::suppression_batch_internal, batch);
	Cluster::publish(Cluster::proxy_topic, Notice::suppression_batch_internal, batch);
@endif

	for ( _, begun in batch$infos )
		event Notice::begin_suppression(begun$ts, begun$suppress_for, begun$note, begun$identifier);
}

event Notice::begin_suppression(ts: time, suppress_for: interval, note: Type, identifier: string) {
	suppressing[note, identifier] = ts + suppress_for;
}

function is_being_suppressed(n: Notice::Info): bool {
	if ( ! n?$identifier || [n$note, n$identifier] !in suppressing )
		return F;

	event Notice::suppressed(n);
	return T;
}

hook Notice::notice(n: Notice::Info) {
	if ( ACTION_EMAIL in n$actions )
		add n$email_dest[mail_dest];
}

hook Notice::notice(n: Notice::Info) &priority=-5 {
	for ( dest in n$email_dest )
		email_notice_to(n, dest, T);

	if ( ACTION_LOG in n$actions )
		Log::write(LOG, n);

	if ( ACTION_ALARM in n$actions )
		Log::write(ALARM_LOG, n);

	if ( ! n?$identifier || n$suppress_for == 0secs || [n$note, n$identifier] in suppressing )
		return;

	# The event tells others; what comes before it is handled is suppressed by the entry made here.
	suppressing[n$note, n$identifier] = n$ts + n$suppress_for;
	event Notice::begin_suppression(n$ts, n$suppress_for, n$note, n$identifier);

@if ( Cluster::is_enabled() && Cluster::local_node_type() != Cluster::MANAGER )
	tell_manager(n);
@endif
}

# Mail.

function log_mailing_postprocessor(info: Log::RotationInfo): bool {
	if ( mail_dest != "" && ! is_delivery_off() )
		send_mail_file(mail_dest, "Log Contents: " + info$fname, info$fname);

	return T;
}

# The part of a mail below its head.
function email_body(n: Notice::Info, extend: bool): string {
	local lines: vector of string = vector("Message: " + n$msg);

	if ( n?$sub )
		lines += "Sub-message: " + n$sub;

	lines += "";

	if ( n?$file_desc )
		lines += "File Description: " + n$file_desc;

	if ( n?$file_mime_type )
		lines += "File MIME Type: " + n$file_mime_type;

	if ( n?$file_desc || n?$file_mime_type )
		lines += "";

	if ( n?$id ) {
		lines += fmt("Connection: %s:%d -> %s:%d", n$id$orig_h, n$id$orig_p, n$id$resp_h, n$id$resp_p);

		if ( n?$uid )
			lines += "Connection uid: " + n$uid;
	}
	else if ( n?$src )
		lines += fmt("Address: %s", n$src);

	if ( extend ) {
		lines += "";
		lines += "Email Extensions";
		lines += "----------------";

		for ( _, section in n$email_body_sections )
			lines += section;
	}

	return join_string_vec(lines, "\n") + "\n\n\n--\n[Automatically generated]\n\n";
}

event delay_sending_email(n: Notice::Info, dest: string, extend: bool) {
	email_notice_to(n, dest, extend);
}

function email_notice_to(n: Notice::Info, dest: string, extend: bool) {
	if ( dest == "" || is_delivery_off() )
		return;

	if ( extend && |n$email_delay_tokens| > 0 ) {
		if ( network_time() < n$ts + max_email_delay ) {
			schedule 1sec { delay_sending_email(n, dest, extend) };
			return;
		}

		Reporter::info(fmt("Notice email delay tokens weren't released in time (%s).", n$email_delay_tokens));
	}

	send_mail(dest, cat(n$note), email_body(n, extend));
}
