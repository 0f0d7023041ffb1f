package org.brood.analyzer;

import org.brood.bytes.ByteCursor;
import org.brood.bytes.Malformed;
import org.brood.flow.Side;

/// Parses a byte stream that comes in order.
public interface StreamAnalyzer extends ProtocolAnalyzer {

  /// Parses every whole message in `in`, committing after each one. What was not committed comes
  /// again.
  ///
  /// @return how many bytes past the last commit make the next call worthwhile, 0 for any
  /// @throws Malformed when this cannot be the protocol; the analyzer is then taken off the
  ///   connection
  int deliver(ByteCursor in, Side from) throws Malformed;

  /// Tells that `bytes` bytes were lost; what follows may start inside a message. What was not
  /// committed is gone.
  void gap(long bytes, Side from);

  /// Tells that `from` will send no more.
  void end(Side from);

  /// Tells that the connection closes from one side; what that side sent may still be missing.
  /// Comes once for each side at least, and only to those that look at the connection itself.
  default void closed(Side from) {}

  /// A segment with RST came, or the connection ended by one. May be told more than once.
  default void reset() {}

  /// Both sides closed normally, or, with `half`, the only one that was ever seen.
  default void finished(boolean half) {}
}
