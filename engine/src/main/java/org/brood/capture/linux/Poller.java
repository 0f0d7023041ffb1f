package org.brood.capture.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.brood.capture.CaptureException;
import org.brood.capture.LiveSource;

/// Waits until one of several live sources has frames (poll(2)).
public final class Poller implements AutoCloseable {
  // struct pollfd
  private static final int SIZE = 8;
  private static final long EVENTS = 4;
  private static final short POLLIN = 1;

  private final SystemCalls calls = new SystemCalls();
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment descriptors;
  private final int count;

  public Poller(List<? extends LiveSource> sources) {
    count = sources.size();
    descriptors = arena.allocate((long) Math.max(1, count) * SIZE, SIZE);
    for (int i = 0; i < count; i++) {
      descriptors.set(ValueLayout.JAVA_INT, (long) i * SIZE, sources.get(i).descriptor());
      descriptors.set(ValueLayout.JAVA_SHORT, (long) i * SIZE + EVENTS, POLLIN);
    }
  }

  /// Waits.
  ///
  /// @param millis how long at most
  /// @throws CaptureException if the system can't wait for them
  public void await(int millis) throws CaptureException {
    if (calls.poll(descriptors, count, millis) < 0 && calls.errno() != SystemCalls.EINTR) {
      throw calls.failure("poll");
    }
  }

  @Override
  public void close() {
    arena.close();
    calls.close();
  }
}
