##! The log of OCSP responses: a row for each certificate that one is about.

@load base/frameworks/files
@load base/frameworks/logging

module OCSP;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## A row of the log.
	type Info: record {
		## When the response was seen.
		ts: time &log;
		## The file that it came in.
		id: string &log;
		## The algorithm of the two hashes.
		hashAlgorithm: string &log;
		## The hash of the issuer's name.
		issuerNameHash: string &log;
		## The hash of the issuer's key.
		issuerKeyHash: string &log;
		## The number of the certificate.
		serialNumber: string &log;
		## Good, revoked or unknown.
		certStatus: string &log;
		## When it was revoked.
		revoketime: time &log &optional;
		## Why.
		revokereason: string &log &optional;
		## When that was known to be so.
		thisUpdate: time &log;
		## When more will be known.
		nextUpdate: time &log &optional;
	};

	## Raised for each row.
	global log_ocsp: event(rec: Info);
}

event zeek_init() &priority=5 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_ocsp, $path="ocsp", $policy=log_policy));
	Files::register_for_mime_type(Files::ANALYZER_OCSP_REPLY, "application/ocsp-response");
}

event ocsp_response_certificate(f: fa_file, hashAlgorithm: string, issuerNameHash: string, issuerKeyHash: string,
                                serialNumber: string, certStatus: string, revokeTime: time, revokeReason: string,
                                thisUpdate: time, nextUpdate: time) {
	local row = Info($ts=f$info$ts, $id=f$id, $hashAlgorithm=hashAlgorithm, $issuerNameHash=issuerNameHash,
	                 $issuerKeyHash=issuerKeyHash, $serialNumber=serialNumber, $certStatus=certStatus, $thisUpdate=thisUpdate);

	if ( time_to_double(revokeTime) != 0 )
		row$revoketime = revokeTime;

	if ( revokeReason != "" )
		row$revokereason = revokeReason;

	if ( time_to_double(nextUpdate) != 0 )
		row$nextUpdate = nextUpdate;

	Log::write(LOG, row);
}
