##! The logs of NTP: a row for each message that sets clocks, and, if they are asked for, for each control message and each
##! private one in logs of their own.

@load base/frameworks/logging
@load ./consts

module NTP;

export {
	redef enum Log::ID += { LOG, CONTROL_LOG, PRIVATE_LOG };

	## Where servers are.
	const ports = { 123/udp } &redef;

	global log_policy: Log::PolicyHook;
	global log_policy_control: Log::PolicyHook;
	global log_policy_private: Log::PolicyHook;

	## A message that sets clocks.
	type Info: record {
		## When it was seen.
		ts: time &log;
		## The connection.
		uid: string &log;
		## Its addresses and ports.
		id: conn_id &log;
		## The version of the protocol.
		version: count &log;
		## The mode.
		mode: count &log;
		## How far the clock is from a reference.
		stratum: count &log;
		## The most time between messages.
		poll: interval &log;
		## How precise the clock is.
		precision: interval &log;
		## How long it takes to the reference and back.
		root_delay: interval &log;
		## How wrong the clock may be.
		root_disp: interval &log;
		## The reference: a code for stratum 0, a name for 1, an address above; of an IPv6 address, a part of its hash.
		ref_id: string &log;
		## When the clock was last set.
		ref_time: time &log;
		## When the request left the client.
		org_time: time &log;
		## When it came to the server.
		rec_time: time &log;
		## When the answer left.
		xmt_time: time &log;
		## How many extension fields there are.
		num_exts: count &default=0 &log;
	};

	## A control message.
	type ControlInfo: record {
		## When it was seen.
		ts: time &log;
		## The connection.
		uid: string &log;
		## Its addresses and ports.
		id: conn_id &log;
		## The version of the protocol.
		version: count &log;
		## The mode.
		mode: count &log;
		## What is asked for.
		op_code: count &log;
		## The number of the question.
		sequence: count &log;
		## The status of the answer.
		status: count &log;
		## Which association is meant.
		association_id: count &log;
		## Whether it is an answer.
		resp_bit: bool &log;
		## Whether it tells of an error.
		err_bit: bool &log;
		## Whether more of the answer follows.
		more_bit: bool &log;
		## What it says.
		data: string &log &optional;
		## The number of the key that it is signed with.
		key_id: count &log &optional;
		## The signature.
		crypto_checksum: string &log &optional;
	};

	## A private message.
	type PrivateInfo: record {
		## When it was seen.
		ts: time &log;
		## The connection.
		uid: string &log;
		## Its addresses and ports.
		id: conn_id &log;
		## The version of the protocol.
		version: count &log;
		## The mode.
		mode: count &log;
		## What is asked for.
		req_code: count &log;
		## The number of the message in the answer.
		sequence: count &log;
		## Whose codes these are.
		implementation: count &log;
		## Whether it is signed.
		auth_bit: bool &log;
		## Which error there was.
		err: count &log;
		## What it says.
		data: string &log &optional;
	};

	## Whether control messages and private ones are logged.
	option log_control_and_private = F;

	## Raised for each row of the first log.
	global log_ntp: event(rec: Info);

	## Raised for each row of the log of control messages.
	global log_ntp_control: event(rec: ControlInfo);

	## Raised for each row of the log of private messages.
	global log_ntp_private: event(rec: PrivateInfo);
}

redef record connection += {
	## The last message that sets clocks.
	ntp: Info &optional;
	## The last control message.
	ntp_control: ControlInfo &optional;
	## The last private message.
	ntp_private: PrivateInfo &optional;
};

event zeek_init() &priority=5 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_ntp, $path="ntp", $policy=log_policy));
	Log::create_stream(CONTROL_LOG, Log::Stream($columns=ControlInfo, $ev=log_ntp_control, $path="ntp_control",
	                                            $policy=log_policy_control));
	Log::create_stream(PRIVATE_LOG, Log::Stream($columns=PrivateInfo, $ev=log_ntp_private, $path="ntp_private",
	                                            $policy=log_policy_private));
	Analyzer::register_for_ports(Analyzer::ANALYZER_NTP, ports);
}

# What a clock's reference is called.
function reference_of(m: StandardMessage): string {
	if ( m?$kiss_code )
		return m$kiss_code;

	return m?$ref_id ? m$ref_id : cat(m$ref_addr);
}

function standard_row(c: connection, msg: Message): Info {
	local m = msg$std_msg;
	return Info($ts=network_time(), $uid=c$uid, $id=c$id, $version=msg$version, $mode=msg$mode, $stratum=m$stratum,
	            $poll=m$poll, $precision=m$precision, $root_delay=m$root_delay, $root_disp=m$root_disp,
	            $ref_id=reference_of(m), $ref_time=m$ref_time, $org_time=m$org_time, $rec_time=m$rec_time,
	            $xmt_time=m$xmt_time, $num_exts=m$num_exts);
}

function control_row(c: connection, msg: Message): ControlInfo {
	local m = msg$control_msg;
	local row = ControlInfo($ts=network_time(), $uid=c$uid, $id=c$id, $version=msg$version, $mode=msg$mode,
	                        $op_code=m$op_code, $sequence=m$sequence, $status=m$status, $association_id=m$association_id,
	                        $resp_bit=m$resp_bit, $err_bit=m$err_bit, $more_bit=m$more_bit);

	if ( m?$data )
		row$data = m$data;

	if ( m?$key_id )
		row$key_id = m$key_id;

	if ( m?$crypto_checksum )
		row$crypto_checksum = m$crypto_checksum;

	return row;
}

function private_row(c: connection, msg: Message): PrivateInfo {
	local m = msg$mode7_msg;
	local row = PrivateInfo($ts=network_time(), $uid=c$uid, $id=c$id, $version=msg$version, $mode=msg$mode,
	                        $req_code=m$req_code, $sequence=m$sequence, $implementation=m$implementation,
	                        $auth_bit=m$auth_bit, $err=m$err);

	if ( m?$data )
		row$data = m$data;

	return row;
}

event ntp_message(c: connection, is_orig: bool, msg: NTP::Message) &priority=5 {
	if ( msg?$std_msg )
		c$ntp = standard_row(c, msg);

	if ( msg?$control_msg )
		c$ntp_control = control_row(c, msg);

	if ( msg?$mode7_msg )
		c$ntp_private = private_row(c, msg);
}

event ntp_message(c: connection, is_orig: bool, msg: NTP::Message) &priority=-5 {
	if ( c?$ntp && msg$mode <= 5 )
		Log::write(LOG, c$ntp);

	if ( ! log_control_and_private )
		return;

	if ( msg?$control_msg )
		Log::write(CONTROL_LOG, c$ntp_control);

	if ( msg?$mode7_msg )
		Log::write(PRIVATE_LOG, c$ntp_private);
}
