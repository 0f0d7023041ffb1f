##! Notices hosts that seem to guess passwords: those whose logins fail on many servers.

@load base/frameworks/notice
@load base/frameworks/sumstats
@load base/protocols/ftp
@load base/utils/time

module FTP;

export {
	redef enum Notice::Type += {
		## A host's logins failed on as many servers as `bruteforce_threshold` says.
		Bruteforcing,
	};

	## On how many servers.
	const bruteforce_threshold: double = 20 &redef;

	## Within which time.
	const bruteforce_measurement_interval = 15mins &redef;
}

const failures = "ftp.failed_auth";

event zeek_init() {
	local reducer = SumStats::Reducer($stream=failures, $apply=set(SumStats::UNIQUE),
	                                  $unique_max=double_to_count(bruteforce_threshold + 2));

	SumStats::create(SumStats::SumStat(
		$name="ftp-detect-bruteforcing",
		$epoch=bruteforce_measurement_interval,
		$reducers=set(reducer),
		$threshold=bruteforce_threshold,
		$threshold_val(key: SumStats::Key, result: SumStats::Result) = {
			return result[failures]$num + 0.0;
		},
		$threshold_crossed(key: SumStats::Key, result: SumStats::Result) = {
			local seen = result[failures];
			local text = fmt("%s had %d failed logins on %d FTP server%s in %s", key$host, seen$num, seen$unique,
			                 seen$unique > 1 ? "s" : "", duration_to_mins_secs(seen$end - seen$begin));
			NOTICE(Notice::Info($note=FTP::Bruteforcing, $src=key$host, $msg=text, $identifier=cat(key$host)));
		}));
}

event ftp_reply(c: connection, code: count, msg: string, cont_resp: bool) {
	local command = c$ftp$cmdarg$cmd;

	if ( (command == "USER" || command == "PASS") && parse_ftp_reply_code(code)$x == 5 )
		SumStats::observe(failures, SumStats::Key($host=c$id$orig_h), SumStats::Observation($str=cat(c$id$resp_h)));
}
