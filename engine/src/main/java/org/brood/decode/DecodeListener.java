package org.brood.decode;

import java.lang.foreign.MemorySegment;

/// Who is told of packets as such. Every method does nothing unless overridden; what is passed is
/// valid during the call only.
public interface DecodeListener {
  /// A listener for which nothing is of interest.
  DecodeListener NONE = new DecodeListener() {};

  /// The first packet came: packet time has begun.
  default void timeBegan() {}

  /// A packet was decoded, whatever it was.
  default void packetDecoded(Packet packet) {}

  /// Nothing was logged for this packet.
  default void notProcessed(Packet packet) {}

  /// An ARP request or reply; the ARP message begins at `offset` and is whole.
  default void arp(boolean request, Packet packet, MemorySegment data, long offset) {}

  /// An ARP message that makes no sense.
  default void badArp(String reason, Packet packet, MemorySegment data, long offset) {}

  /// An encrypted IP payload.
  default void esp(Packet packet) {}

  /// A Mobile IPv6 message: the last header of `packet.ip`.
  default void mobility(Packet packet) {}

  /// Whether [#unknownProtocol] is of interest; if not, nothing is counted.
  default boolean wantsUnknownProtocols() {
    return false;
  }

  /// An analyzer had nobody to pass this protocol to. Frequent ones are sampled.
  ///
  /// @param length how many bytes of the payload are shown
  default void unknownProtocol(
      String analyzer, long protocol, MemorySegment data, long offset, int length) {}
}
