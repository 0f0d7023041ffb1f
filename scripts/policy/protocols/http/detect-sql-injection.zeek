##! Notices about hosts that try to inject SQL by the URIs that they ask for, and about their victims.

@load base/frameworks/notice
@load base/frameworks/sumstats
@load base/protocols/http

module HTTP;

export {
	redef enum Notice::Type += {
		## A host sent many such requests.
		SQL_Injection_Attacker,
		## A host got many such requests.
		SQL_Injection_Victim,
	};

	redef enum Tags += {
		## The URI looks like an injection.
		URI_SQLI,
	};

	## How many requests make a notice.
	const sqli_requests_threshold: double = 50.0 &redef;

	## In how much time.
	const sqli_requests_interval = 5 min &redef;

	## What an injection looks like. In turn: a statement behind the end of a value; a comparison that is always true;
	## a quote that goes on with an expression; a quote with a keyword; a function that is called; a comment that MySQL executes.
	## Blanks may be control characters, plus signs or comments.
	const match_sql_injection_uri =
		  /[\?&][^[:blank:]\x00-\x1f\|\+]+?=[\-[:alnum:]%]+([[:blank:]\x00-\x1f\+]|\/\*.*?\*\/)*'?([[:blank:]\x00-\x1f\+]|\/\*.*?\*\/|\)?;)+.*?(having|union|exec|select|delete|drop|declare|create|insert)([[:blank:]\x00-\x1f\+]|\/\*.*?\*\/)+/i
		| /[\?&][^[:blank:]\x00-\x1f\|\+]+?=[\-0-9%]+([[:blank:]\x00-\x1f\+]|\/\*.*?\*\/)*'?([[:blank:]\x00-\x1f\+]|\/\*.*?\*\/|\)?;)+(x?or|n?and)([[:blank:]\x00-\x1f\+]|\/\*.*?\*\/)+'?(([^a-zA-Z&]+)?=|exists)/i
		| /[\?&][^[:blank:]\x00-\x1f\+]+?=[\-0-9%]*([[:blank:]\x00-\x1f\+]|\/\*.*?\*\/)*'([[:blank:]\x00-\x1f]|\/\*.*?\*\/)*(-|=|\+|\|\|)([[:blank:]\x00-\x1f\+]|\/\*.*?\*\/)*([0-9]|\(?convert|cast)/i
		| /[\?&][^[:blank:]\x00-\x1f\|\+]+?=([[:blank:]\x00-\x1f\+]|\/\*.*?\*\/)*'([[:blank:]\x00-\x1f\+]|\/\*.*?\*\/|;)*(x?or|n?and|having|union|exec|select|delete|drop|declare|create|regexp|insert)([[:blank:]\x00-\x1f\+]|\/\*.*?\*\/|[\[(])+[a-zA-Z&]{2,}/i
		| /[\?&][^[:blank:]\x00-\x1f\+]+?=[^\.]*?(char|ascii|substring|truncate|version|length)\(/i
		| /\/\*![[:digit:]]{5}.*?\*\// &redef;

	## Called for each request; a `break` says that it is none.
	global HTTP::sqli_policy: hook(c: connection, method: string, unescaped_URI: string);
}

redef record SumStats::Observation += {
	## The connection that it was made in.
	uid: string &optional;
};

const attacker_stream = "http.sqli.attacker";
const victim_stream = "http.sqli.victim";

# Counts the requests of a stream by host.
function count_requests(name: string, stream: string, crossed: function(key: SumStats::Key, sample: SumStats::Observation)) {
	SumStats::create(SumStats::SumStat(
		$name=name,
		$epoch=sqli_requests_interval,
		$reducers=set(SumStats::Reducer($stream=stream, $apply=set(SumStats::SUM, SumStats::SAMPLE), $num_samples=1)),
		$threshold=sqli_requests_threshold,
		$threshold_val=function[stream](key: SumStats::Key, result: SumStats::Result): double {
			return result[stream]$sum;
		},
		$threshold_crossed=function[stream, crossed](key: SumStats::Key, result: SumStats::Result) {
			crossed(key, result[stream]$samples[0]);
		}));
}

event zeek_init() &priority=3 {
	count_requests("detect-sqli-attackers", attacker_stream, function(key: SumStats::Key, sample: SumStats::Observation) {
		NOTICE(Notice::Info($note=SQL_Injection_Attacker, $msg="An SQL injection attacker was discovered!", $uid=sample$uid,
		                    $src=key$host, $dst=to_addr(sample$str), $identifier=cat(key$host)));
	});

	count_requests("detect-sqli-victims", victim_stream, function(key: SumStats::Key, sample: SumStats::Observation) {
		NOTICE(Notice::Info($note=SQL_Injection_Victim, $msg="An SQL injection victim was discovered!", $uid=sample$uid,
		                    $src=to_addr(sample$str), $dst=key$host, $identifier=cat(key$host)));
	});
}

event http_request(c: connection, method: string, original_URI: string, unescaped_URI: string, version: string) &priority=3 {
	if ( ! hook HTTP::sqli_policy(c, method, unescaped_URI) || match_sql_injection_uri !in unescaped_URI )
		return;

	add c$http$tags[URI_SQLI];
	SumStats::observe(attacker_stream, SumStats::Key($host=c$id$orig_h),
	                  SumStats::Observation($str=cat(c$id$resp_h), $uid=c$uid));
	SumStats::observe(victim_stream, SumStats::Key($host=c$id$resp_h),
	                  SumStats::Observation($str=cat(c$id$orig_h), $uid=c$uid));
}
