##! Raises the events of a certificate that comes often only when it is new to its server and the name that was asked for. Scripts
##! that want them for each connection must do without this one.

@load base/files/x509
@load base/protocols/ssl

module DisableX509Events;

# More are worth keeping then.
redef X509::certificate_cache_max_entries = 100000;

type CacheIndex: record {
	# The server.
	ip: addr;
	# The name that was asked for.
	sni: string &optional;
	# The certificate.
	sha256: string;
};

redef record SSL::Info += {
	## Whether events of certificates are raised all the same.
	always_raise_x509_events: bool &default=F;
};

redef record X509::Info += {
	## Whether events of this certificate are raised all the same.
	always_raise_x509_events: bool &default=F;
};

# Which certificates servers have shown.
global certificate_replay_tracking: set[CacheIndex] &read_expire=X509::certificate_cache_minimum_eviction_interval;

hook X509::x509_certificate_cache_replay(f: fa_file, e: X509::Info, sha256: string) &priority=5 {
	if ( f$info?$x509 || e$always_raise_x509_events || |f$conns| == 0 )
		return;

	local is_new = F;

	for ( _, c in f$conns ) {
		if ( ! c?$ssl )
			return;

		local shown = CacheIndex($ip=c$id$resp_h, $sha256=sha256);

		if ( c$ssl?$server_name )
			shown$sni = c$ssl$server_name;

		if ( shown !in certificate_replay_tracking || c$ssl$always_raise_x509_events ) {
			is_new = T;
			add certificate_replay_tracking[shown];
		}
	}

	# With this, the events count as raised.
	if ( ! is_new )
		f$info$x509 = e;
}
