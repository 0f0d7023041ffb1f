package org.brood.stream;

import java.lang.foreign.MemorySegment;
import org.brood.flow.Side;
import org.brood.flow.TcpFlow;

/// Who takes the payload of TCP connections, in order. That a side has ended is told by
/// [org.brood.flow.FlowListener#eof].
public interface StreamSink {
  /// Takes the next bytes of a side. They are valid during the call: those of a segment that came
  /// in order lie where they were captured.
  ///
  /// @param sequence relative: the first byte of a connection has 1
  void deliver(TcpFlow flow, Side from, long sequence, MemorySegment data, long offset, int length);

  /// Tells that bytes were lost: acknowledged, and never seen.
  ///
  /// @param reported whether it is certain enough for an event; for analyzers it is a gap anyway
  void gap(TcpFlow flow, Side from, long sequence, long length, boolean reported);

  /// Whether [#waiting] and [#hole] are of interest for a side.
  default boolean wantsWaiting(TcpFlow flow, Side from) {
    return false;
  }

  /// Tells of bytes behind a hole that will not be delivered any more.
  default void waiting(TcpFlow flow, Side from, MemorySegment data, long offset, int length) {}

  /// Tells of a hole before bytes that are there.
  default void hole(TcpFlow flow, Side from, long length) {}

  /// Whether [#inconsistent] is of interest; if so, a copy of all bytes is kept until they are
  /// acknowledged.
  default boolean wantsInconsistencies() {
    return false;
  }

  /// Tells that a retransmission is not what was sent first.
  ///
  /// @param flags of the segment that came now
  default void inconsistent(
      TcpFlow flow,
      Side from,
      MemorySegment first,
      long firstOffset,
      MemorySegment now,
      long nowOffset,
      int length,
      int flags) {}
}
