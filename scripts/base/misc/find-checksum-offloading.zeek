##! Warns when many checksums are wrong. Mostly that is because the network card computes them, and packets were captured before
##! it did.

@load base/frameworks/notice

module ChecksumOffloading;

export {
	## When it is looked at first, and how often while there are too few packets to tell.
	const check_interval = 10secs &redef;
}

# Packets whose checksum was wrong.
global bad_ip = 0;
global bad_tcp = 0;
global bad_udp = 0;

# What makes a warning, and how many packets are enough to tell.
const suspicious_share = 0.05;
const enough_packets = 20;

global warned = F;

# Whether so many of all packets are too many.
function is_suspicious(bad: count, packets: count): bool {
	return packets > 0 && bad * 1.0 / packets > suspicious_share;
}

event ChecksumOffloading::check() {
	if ( warned )
		return;

	local packets = get_net_stats()$pkts_recvd;

	if ( is_suspicious(bad_ip, packets) || is_suspicious(bad_tcp, packets) || is_suspicious(bad_udp, packets) ) {
		local where = reading_traces() ? "trace file likely has" : "interface is likely receiving";
		local kinds: vector of string;

		if ( bad_ip > 0 )
			kinds += "IP";

		if ( bad_tcp > 0 )
			kinds += "TCP";

		if ( bad_udp > 0 )
			kinds += "UDP";

		warned = T;
		Reporter::warning(fmt("Your %s invalid %s checksums, most likely from NIC checksum offloading.  By default, packets with invalid checksums are discarded by Zeek unless using the -C command-line option or toggling the 'ignore_checksums' variable.  Alternatively, disable checksum offloading by the network adapter to ensure Zeek analyzes the actual checksums that are transmitted.",
		                      where, join_string_vec(kinds, " and ")));
	}
	else if ( packets < enough_packets )
		schedule check_interval { ChecksumOffloading::check() };
}

event zeek_init() {
	schedule check_interval { ChecksumOffloading::check() };
}

event net_weird(name: string, addl: string) {
	if ( name == "bad_IP_checksum" )
		++bad_ip;
}

event conn_weird(name: string, c: connection, addl: string) {
	if ( name == "bad_TCP_checksum" )
		++bad_tcp;
	else if ( name == "bad_UDP_checksum" )
		++bad_udp;
}

event zeek_done() {
	event ChecksumOffloading::check();
}
