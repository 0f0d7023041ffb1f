package org.brood.decode;

import java.lang.foreign.MemorySegment;
import org.brood.wire.IpHeader;

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

  /// A connection turned out to be a tunnel of this protocol.
  default void confirmed(Session session, PacketAnalyzer analyzer) {}

  /// A connection turned out not to be a tunnel of this protocol; it is not tried again.
  default void violated(
      Session session,
      PacketAnalyzer analyzer,
      String reason,
      MemorySegment data,
      long offset,
      int length) {}

  /// An IP packet came through VXLAN.
  default void vxlan(Session session, Packet inner, int vni) {}

  /// An IP packet came through Geneve.
  default void geneve(Session session, Packet inner, int vni) {}

  /// The first valid Teredo packet of a connection.
  default void newTeredo(Session session) {}

  /// A Teredo packet (RFC 4380).
  ///
  /// @param authentication where the authentication header begins, or -1
  /// @param origin where the origin indication begins, or -1
  /// @param ip where the IPv6 packet begins
  default void teredo(
      Session session,
      IpHeader inner,
      MemorySegment data,
      long authentication,
      long origin,
      long ip) {}

  /// The first GTPv1 message of a connection.
  default void newGtp(Session session) {}

  /// A GTPv1 message; `bodyOffset` is where its header with extensions ends.
  ///
  /// @return false when its information elements cannot be read
  default boolean gtp(
      Session session, MemorySegment data, long offset, int length, long bodyOffset) {
    return true;
  }

  /// A user packet inside GTPv1, whose header is at `offset`.
  default void gtpPacket(Session session, IpHeader inner, MemorySegment data, long offset) {}
}
