##! Notices hosts that seem to guess passwords: those whose logins fail often.

@load base/frameworks/intel
@load base/frameworks/notice
@load base/frameworks/sumstats
@load base/protocols/ssh

module SSH;

export {
	redef enum Notice::Type += {
		## A host's logins failed as often as `password_guesses_limit` says.
		Password_Guessing,
		## A host that guessed passwords was let in. Nothing raises it; scripts of sites do.
		Login_By_Password_Guesser,
	};

	redef enum Intel::Where += {
		## A login that succeeded.
		SSH::SUCCESSFUL_LOGIN,
	};

	## How many connections without a successful login make a guesser.
	const password_guesses_limit: double = 30 &redef;

	## Within which time.
	const guessing_timeout = 30 mins &redef;

	## Which clients may fail, and with which servers.
	const ignore_guessers: table[subnet] of subnet &redef;
}

const failures = "ssh.login.failure";

event zeek_init() {
	local reducer = SumStats::Reducer($stream=failures, $apply=set(SumStats::SUM, SumStats::SAMPLE), $num_samples=5);

	SumStats::create(SumStats::SumStat(
		$name="detect-ssh-bruteforcing",
		$epoch=guessing_timeout,
		$reducers=set(reducer),
		$threshold=password_guesses_limit,
		$threshold_val(key: SumStats::Key, result: SumStats::Result) = {
			return result[failures]$sum;
		},
		$threshold_crossed(key: SumStats::Key, result: SumStats::Result) = {
			local seen = result[failures];
			local servers: string_vec;

			for ( _, sample in seen$samples )
				if ( sample?$str )
					servers += sample$str;

			NOTICE(Notice::Info($note=Password_Guessing, $src=key$host, $identifier=cat(key$host),
			                    $msg=fmt("%s appears to be guessing SSH passwords (seen in %d connections).", key$host, seen$num),
			                    $sub="Sampled servers:  " + join_string_vec(servers, ", ")));
		}));
}

event ssh_auth_successful(c: connection, auth_method_none: bool) {
	Intel::seen(Intel::Seen($host=c$id$orig_h, $conn=c, $where=SSH::SUCCESSFUL_LOGIN));
}

event ssh_auth_failed(c: connection) {
	local id = c$id;

	if ( id$orig_h in ignore_guessers && id$resp_h in ignore_guessers[id$orig_h] )
		return;

	SumStats::observe(failures, SumStats::Key($host=id$orig_h), SumStats::Observation($str=cat(id$resp_h)));
}
