package org.brood.decode;

/// Something that is due at a packet time. A timer sits in one [TimerQueue] at most, and may be
/// used again after it ran or was cancelled.
public abstract class Timer {
  /// When it is due: nanoseconds since 1970.
  long dueNanos;

  /// The place in the queue's heap, or -1.
  int slot = -1;

  public final long dueNanos() {
    return dueNanos;
  }

  public final boolean isPending() {
    return slot >= 0;
  }

  /// Does the work.
  ///
  /// @param nowNanos the packet time that made it run, which may be long after it was due
  /// @param atEnd whether the run ends, and all timers run, due or not
  public abstract void expire(long nowNanos, boolean atEnd);
}
