package org.brood.analyzer.dns;

import org.brood.event.Events;

/// What bounds the reading of messages, with the scripts' settings.
///
/// @param maxQueries the most questions of a message that is looked at, 0 for any number
/// @param maxCompressionDepth how many pointers may follow each other in a name
/// @param sessionTimeoutNanos after how much silence a UDP session ends
/// @param skipAuthorities whether authority sections are left out everywhere
/// @param skipAdditionals whether additional sections are left out everywhere
record DnsLimits(
    long maxQueries,
    long maxCompressionDepth,
    long sessionTimeoutNanos,
    boolean skipAuthorities,
    boolean skipAdditionals) {

  /// The length of the header.
  static final int HEADER = 12;

  /// The longest name as text, dots included.
  static final int MAX_NAME = 512;

  /// The longest name of a TSIG record's algorithm.
  static final int MAX_ALGORITHM_NAME = 1023;

  /// From which length on a name is longer than it may be (RFC 1035, section 2.3.4).
  static final int LONG_NAME = 255;

  /// The longest label; the NetBIOS name service has longer ones.
  static final int MAX_LABEL = 63;

  /// The pointer that a name ends with takes that many bits of the first byte.
  static final int POINTER = 0xc0;

  static DnsLimits of(Events events) {
    return new DnsLimits(
        events.count("dns_max_queries", 25),
        events.count("dns_max_compression_chain_depth", 20),
        events.nanos("dns_session_timeout", 10_000_000_000L),
        events.bool("dns_skip_all_auth", true),
        events.bool("dns_skip_all_addl", true));
  }
}
