/// The Domain Name System (RFC 1035) over UDP and TCP, multicast DNS (RFC 6762), LLMNR (RFC 4795)
/// and the NetBIOS name service (RFC 1002).
///
/// Further: dynamic updates (RFC 2136), EDNS (RFC 6891) with client subnet (RFC 7871), keepalive
/// (RFC 7828) and cookies (RFC 7873), TSIG and TKEY (RFC 8945, 2930), DNSSEC (RFC 4034, 5155),
/// SSHFP (RFC 4255), LOC (RFC 1876), CAA (RFC 8659), SVCB and HTTPS (RFC 9460).
///
/// Messages of the network are taken leniently: a number that is cut off reads as 0, a length that
/// is wrong is told as a weird (`DNS_RR_length_mismatch`), and reading goes on where the last part
/// ended. Limits are in [DnsLimits]; whatever a peer sends, one pass over the message bounds the
/// work, for names are at most 512 bytes long and compressed ones only point backwards.
@NullMarked
package org.brood.analyzer.dns;

import org.jspecify.annotations.NullMarked;
