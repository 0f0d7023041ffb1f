##! Logs certificates of hosts, each of them once a day.

@load base/files/x509
@load base/frameworks/cluster
@load base/protocols/ssl
@load base/utils/directions-and-hosts

module Known;

export {
	redef enum Log::ID += { CERTS_LOG };

	global log_policy_certs: Log::PolicyHook;

	## A row of the log.
	type CertsInfo: record {
		## When it was seen.
		ts: time &log;
		## The host.
		host: addr &log;
		## The port that it serves at.
		port_num: port &log &optional;
		## Whom the certificate is of.
		subject: string &log &optional;
		## Who signed it.
		issuer_subject: string &log &optional;
		## Its number.
		serial: string &log &optional;
	};

	## Hosts whose certificates are logged.
	option cert_tracking = LOCAL_HOSTS;

	## There is no such store any more.
	const use_cert_store = F &redef &deprecated="Remove in v9.1. Store support has been disabled by default since Zeek 6.0 due to performance issues and will be removed.";

	## A certificate of a host.
	type AddrCertHashPair: record {
		host: addr;
		hash: string;
	};

	## Certificates that were logged, by SHA-1. In a cluster each proxy knows some, and workers remember what they have told.
	global certs: set[addr, string] &create_expire=1day &redef;

	## Raised for each row.
	global log_known_certs: event(rec: CertsInfo);
}

event zeek_init() &priority=5 {
	Log::create_stream(CERTS_LOG, Log::Stream($columns=CertsInfo, $ev=log_known_certs, $path="known_certs",
	                                          $policy=log_policy_certs));
}

event known_cert_add(info: CertsInfo, hash: string) {
	if ( [info$host, hash] in certs )
		return;

	add certs[info$host, hash];

@if ( ! Cluster::is_enabled() || Cluster::local_node_type() == Cluster::PROXY )
	Log::write(CERTS_LOG, info);
@endif
}

event cert_found(info: CertsInfo, hash: string) {
	if ( [info$host, hash] in certs )
		return;

	Cluster::publish_hrw(Cluster::proxy_pool, cat(info$host, hash), known_cert_add, info, hash);
	event known_cert_add(info, hash);
}

# Certificates may belong to other proxies when one comes or goes, which must be told then.
function forget_certs() {
	if ( Cluster::local_node_type() == Cluster::WORKER )
		clear_table(certs);
}

event Cluster::node_up(name: string, id: string) {
	forget_certs();
}

event Cluster::node_down(name: string, id: string) {
	forget_certs();
}

event ssl_established(c: connection) &priority=3 {
	if ( ! c$ssl?$cert_chain || |c$ssl$cert_chain| == 0 || ! c$ssl$cert_chain[0]?$x509 )
		return;

	local host_cert = c$ssl$cert_chain[0];

	if ( ! host_cert?$sha1 ) {
		Reporter::error(fmt("the certificate of file %s has no SHA-1, by which known certificates are told apart", host_cert$fuid));
		return;
	}

	if ( ! addr_matches_host(c$id$resp_h, cert_tracking) )
		return;

	local cert = host_cert$x509$certificate;
	event cert_found(CertsInfo($ts=network_time(), $host=c$id$resp_h, $port_num=c$id$resp_p, $subject=cert$subject,
	                           $issuer_subject=cert$issuer, $serial=cert$serial), host_cert$sha1);
}
