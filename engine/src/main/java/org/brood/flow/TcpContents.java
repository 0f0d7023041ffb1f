package org.brood.flow;

import java.lang.foreign.MemorySegment;

/// What puts one side's payload in order. Sequence numbers are relative: the SYN has 0, the first
/// byte of payload 1; they are 64 bits wide and do not wrap.
public interface TcpContents {
  /// Makes one for a side of a new connection.
  interface Factory {
    TcpContents create(TcpFlow flow, TcpEndpoint endpoint);
  }

  /// A segment with payload came; all of it is here.
  void dataSent(long sequence, int length, MemorySegment data, long offset, int flags);

  /// The other side acknowledged everything before `sequence`.
  void ackReceived(long sequence);

  /// Looks whether all was delivered that will ever come.
  void checkEof();

  /// Whether bytes are missing before the last sequence number.
  boolean isDataPending();

  /// Whether bytes are kept, delivered or not.
  boolean hasUndelivered();

  boolean hadGap();

  /// The connection ends; nothing will be delivered any more.
  void done();
}
