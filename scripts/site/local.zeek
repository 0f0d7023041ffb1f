##! What this site wants. It is yours to change: nothing overwrites it.

# Goes into the hashes that names of files and connections are made from. Change it to something that nobody can guess.
redef digest_salt = "Please change this value.";

# Which scripts were loaded.
@load misc/loaded-scripts

# How many packets are lost, and how much there is to do.
@load misc/capture-loss
@load misc/stats

# Hosts that trace routes. It may take much time where many do.
# @load misc/detect-traceroute

# Software that is vulnerable or has another version than before, on the hosts of the site.
@load frameworks/software/vulnerable
@load frameworks/software/version-changes

# Windows shells in plain text.
@load-sigs frameworks/signatures/detect-windows-shells

# Which software there is.
@load protocols/ftp/software
@load protocols/smtp/software
@load protocols/ssh/software
@load protocols/http/software

# Names elsewhere that are addresses here. It needs Site::local_zones.
@load protocols/dns/detect-external-names

# Which hosts, services and certificates there are.
@load protocols/conn/known-hosts
@load protocols/conn/known-services
@load protocols/ssl/known-certs

# Whether certificates can be trusted. Of those in x509.log, only the hosts'.
@load protocols/ssl/validate-certs
@load protocols/ssl/log-hostcerts-only

# Attacks by heartbeat. Encrypted connections are looked at to their end then.
# @load policy/protocols/ssl/heartbleed

# Programs that were run over FTP.
@load protocols/ftp/detect

# SSH: where logins come from, guessed passwords, hosts that nobody should log in to.
@load protocols/ssh/geo-data
@load protocols/ssh/detect-bruteforcing
@load protocols/ssh/interesting-hostnames

# SQL in URIs.
@load protocols/http/detect-sql-injection

# Hashes of all files, and whether they are known to be malware.
@load frameworks/files/hash-all-files
@load frameworks/files/detect-MHR

# Behavior over several connections: movement by SSH, guessed passwords, scans, beacons, DNS tunnels, new services, protocols on
# ports of others. Say which hosts administer: redef SSHMovement::admin_hosts += { 10.0.0.5 };
@load policy/behavior

# Names of hosts in mails about notices.
@load policy/frameworks/notice/extend-email/hostnames

# Community IDs in notices.
# @load policy/frameworks/notice/community-id

# Metrics as logs.
@load frameworks/telemetry/log

# More in conn.log: Community IDs, VLANs, MAC addresses.
# @load policy/protocols/conn/community-id-logging
# @load policy/protocols/conn/vlan-logging
# @load policy/protocols/conn/mac-logging

# Packages that were installed with zkg.
# @load packages
