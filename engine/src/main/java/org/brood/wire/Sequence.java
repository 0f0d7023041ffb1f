package org.brood.wire;

/// Arithmetic of 32-bit TCP sequence numbers, which wrap (RFC 9293, section 3.4).
public final class Sequence {
  private Sequence() {}

  /// How far `a` is after `b`; negative when it is before.
  public static int delta(int a, int b) {
    return a - b;
  }

  /// Whether `seq` is in `low..high`, both included.
  public static boolean between(int seq, int low, int high) {
    return Integer.compareUnsigned(seq - low, high - low) <= 0;
  }
}
