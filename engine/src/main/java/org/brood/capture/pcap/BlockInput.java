package org.brood.capture.pcap;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/// A window of native memory that is moved over a file, block by block.
///
/// Files are read and not mapped: a mapped file that somebody truncates kills the process.
final class BlockInput implements AutoCloseable {
  /// The window: more than three of the largest packets that a file may hold.
  static final int WINDOW = 1 << 20;

  /// How much is read at once: bytes that the processor's second cache still holds when they are
  /// looked at.
  private static final int BLOCK = 128 << 10;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment window = arena.allocate(WINDOW, 64);
  private final ByteBuffer buffer = window.asByteBuffer();
  private final ReadableByteChannel channel;
  private int start;
  private int end;
  private boolean ended;

  BlockInput(ReadableByteChannel channel) {
    this.channel = channel;
  }

  MemorySegment window() {
    return window;
  }

  /// Where the unread bytes begin in the window.
  int start() {
    return start;
  }

  int available() {
    return end - start;
  }

  /// Makes `count` bytes available, which may move the window; fewer are there only at the end.
  boolean require(int count) throws IOException {
    if (count <= end - start) {
      return true;
    }
    if (count > WINDOW) {
      throw new IllegalArgumentException("more than the window holds");
    }
    if (!ended) {
      MemorySegment.copy(window, start, window, 0, end - start);
      end -= start;
      start = 0;
    }
    while (!ended && end - start < count) {
      buffer.limit(Math.min(WINDOW, Math.max(count, end + BLOCK))).position(end);
      int got = channel.read(buffer);
      if (got < 0) {
        ended = true;
      } else {
        end += got;
      }
    }
    return count <= end - start;
  }

  void skip(int count) {
    start += count;
  }

  /// Passes `count` bytes that need not fit into the window; false when the file ends before.
  boolean discard(long count) throws IOException {
    long left = count;
    while (left > 0) {
      int step = (int) Math.min(left, WINDOW / 2);
      if (!require(step)) {
        start = end;
        return false;
      }
      start += step;
      left -= step;
    }
    return true;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing was written: there is nothing that could be lost.
      ended = true;
    } finally {
      arena.close();
    }
  }
}
