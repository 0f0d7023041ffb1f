package org.brood.spool;

/// How much a worker's spool holds, and what happens to rows that find it full.
///
/// @param bytes of all segments together
/// @param whenFull what happens to further rows
/// @param batchBytes a batch is sent on when it is that long
/// @param flushNanos a batch is sent on when its first row is that old
public record SpoolLimits(long bytes, WhenFull whenFull, int batchBytes, long flushNanos) {
  /// What happens when a spool is full.
  public enum WhenFull {
    /// The worker waits: no row is lost, packets may be, which the capture counts.
    BLOCK,
    /// Rows are dropped and counted: packets go on.
    DROP
  }

  /// How small a spool may be: one batch of the greatest length in each of a few segments.
  public static final long LEAST_BYTES = 8L * LogBatch.MAX_BYTES;

  private static final long MAX_SEGMENT = 8L << 20;
  private static final int SEGMENTS = 8;

  /// Checks the limits.
  ///
  /// @throws IllegalArgumentException if one makes no sense
  public SpoolLimits {
    if (bytes < LEAST_BYTES) {
      throw new IllegalArgumentException("a spool needs " + LEAST_BYTES + " bytes at least");
    }
    if (batchBytes < 1 || batchBytes > LogBatch.MAX_TEXT || flushNanos < 0) {
      throw new IllegalArgumentException("a batch can't be that long or that late");
    }
  }

  /// One gigabyte; the worker waits when it is full; batches of 64 kB or 40 ms. A worker looks once
  /// a burst of packets, so that a row is in the spool 50 ms after it was written.
  public static SpoolLimits standard() {
    return new SpoolLimits(1L << 30, WhenFull.BLOCK, 1 << 16, 25_000_000);
  }

  /// These limits with others for the size of the spool.
  public SpoolLimits with(long newBytes, WhenFull policy) {
    return new SpoolLimits(newBytes, policy, batchBytes, flushNanos);
  }

  /// How long a segment gets before the next one is begun.
  long segmentBytes() {
    return Math.min(MAX_SEGMENT, bytes / SEGMENTS);
  }
}
