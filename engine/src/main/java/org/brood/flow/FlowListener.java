package org.brood.flow;

import java.lang.foreign.MemorySegment;
import org.brood.decode.Packet;
import org.brood.decode.Tunnels;
import org.brood.wire.IcmpMessage;
import org.brood.wire.TcpHeader;
import org.jspecify.annotations.Nullable;

/// Who is told what happens to flows: the layer that makes events of it. Every method does nothing
/// unless overridden; views that are passed are valid during the call only.
///
/// Calls come in the order in which Zeek raises the events that the names stand for.
public interface FlowListener {
  /// What repeats on a connection often enough to be told at powers of ten.
  enum Repeated {
    TCP_CHECKSUM_ERRORS,
    UDP_CHECKSUM_ERRORS,
    RETRANSMISSIONS,
    ZERO_WINDOWS,
    GAPS
  }

  /// A flow begins: time to hang analyzers on it, before anything else is told of it.
  ///
  /// @return whether somebody wants its stream in order
  default boolean attach(Flow flow, Packet packet) {
    return false;
  }

  /// A TCP stream will be put in order.
  default void newConnectionContents(TcpFlow flow) {}

  default void newConnection(Flow flow) {}

  /// The two sides changed places; nothing that was stored by side is right any more.
  default void flipped(Flow flow) {}

  /// The flow ends because the same addresses begin anew.
  default void reused(Flow flow) {}

  /// A packet of the flow, before anything was done with it.
  default void packet(Flow flow, Packet packet) {}

  /// A packet's transport payload, which may be empty, behind a valid header and before its
  /// checksum is looked at.
  default void packetContents(Flow flow, MemorySegment data, long offset, int length) {}

  /// A packet was taken in; `flow`'s counters have it.
  default void packetDone(Flow flow, Packet packet) {}

  /// The connection's IPv6 flow label changed.
  default void flowLabelChanged(Flow flow, Side side, int from, int to) {}

  /// The flow now comes through other tunnels, or none.
  default void tunnelChanged(Flow flow, @Nullable Tunnels tunnels) {}

  /// A TCP segment with SYN; its options are those of the header.
  default void syn(TcpFlow flow, Side side, Packet packet, TcpHeader header) {}

  default void established(TcpFlow flow) {}

  default void firstAck(TcpFlow flow) {}

  default void partial(TcpFlow flow) {}

  default void attempt(TcpFlow flow) {}

  default void rejected(TcpFlow flow) {}

  /// Whether [#reset] is of interest; then connections that were reset end earlier.
  default boolean wantsReset() {
    return false;
  }

  default void reset(TcpFlow flow) {}

  /// Whether [#partialClose] is of interest; then connections that closed on one side end earlier.
  default boolean wantsPartialClose() {
    return false;
  }

  default void partialClose(TcpFlow flow) {}

  /// One side closed; what it sent may still be missing. For analyzers.
  default void closed(TcpFlow flow, Side side, boolean normally) {}

  /// Both sides closed; with `half` one of them was never seen.
  default void finished(TcpFlow flow, boolean half) {}

  /// All that `side` sent was delivered, and no more will come.
  default void eof(TcpFlow flow, Side side) {}

  /// A segment with RST came. For analyzers.
  default void packetWithReset(TcpFlow flow) {}

  /// The first packet of a side, before its payload is delivered. For analyzers.
  default void firstPacket(TcpFlow flow, Side side, Packet packet) {}

  /// The run ends and the connection is still open.
  default void pending(TcpFlow flow) {}

  /// A TCP segment, after the state was updated and before its payload is delivered.
  ///
  /// @param sequence relative to the connection's begin
  /// @param acknowledgment the same of the other side, or 0
  /// @param length of the payload
  /// @param captured how much of it is here, possibly with padding behind it
  default void tcpPacket(
      TcpFlow flow,
      Side side,
      TcpHeader header,
      long sequence,
      long acknowledgment,
      MemorySegment data,
      long offset,
      int length,
      int captured) {}

  /// A TCP header with options.
  default void tcpOptions(TcpFlow flow, Side side, TcpHeader header) {}

  /// A UDP datagram, before tunnels and analyzers see it.
  default void datagram(
      Flow flow, Side side, Packet packet, MemorySegment data, long offset, int length) {}

  /// The payload of a datagram, of an ICMP message or of an unknown protocol, for analyzers.
  default void payload(
      Flow flow, Side side, Packet packet, MemorySegment data, long offset, int length) {}

  /// An ICMP message with a valid checksum.
  default void icmp(Flow flow, Side side, Packet packet, IcmpMessage message) {}

  /// Whether the flow, which was silent long enough, shall end.
  default boolean timingOut(Flow flow) {
    return true;
  }

  /// The flow ends because it was silent.
  default void timeout(Flow flow) {}

  /// It is time to tell about a long connection.
  default void statusUpdate(Flow flow) {}

  /// The flow ends: analyzers have their last word.
  default void done(Flow flow) {}

  /// The flow has ended; after this nobody speaks of it.
  default void stateRemove(Flow flow) {}

  /// Something happened 10, 100, 1000 … times.
  default void repeated(Flow flow, Side side, Repeated what, long times) {}

  default void bytesThreshold(Flow flow, Side side, long threshold) {}

  default void packetsThreshold(Flow flow, Side side, long threshold) {}

  default void durationThreshold(Flow flow, Side side, long nanos) {}

  default void genericPacketThreshold(Flow flow, long threshold) {}

  /// Something odd on this flow.
  ///
  /// @param source the analyzer that saw it, or empty
  default void weird(Flow flow, String name, String detail, String source) {}
}
