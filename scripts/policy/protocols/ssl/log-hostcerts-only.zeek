##! Logs no certificates but those of hosts.

@load base/files/x509
@load base/protocols/ssl

module X509;

hook X509::log_policy(rec: X509::Info, id: Log::ID, filter: Log::Filter) {
	if ( ! rec$host_cert )
		break;
}
