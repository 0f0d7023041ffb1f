package org.brood.bif;

import org.brood.script.value.Record;

/// The packet that is being analysed, for scripts that ask; the worker gives it.
public interface PacketAccess {
  /// Its headers, as `raw_pkt_hdr`.
  Record header();

  /// All of it, as `pcap_packet`.
  Record whole();

  /// When it was captured, in seconds since 1970; 0 if there is none.
  double seconds();

  /// The options of its TCP header; none if it has no such header.
  byte[] tcpOptions();

  /// Appends it to a capture file.
  ///
  /// @return whether that could be written
  boolean dump(String file);

  /// Appends a packet to a capture file.
  ///
  /// @return whether that could be written
  boolean dump(byte[] bytes, int wireLength, long nanos, String file);
}
