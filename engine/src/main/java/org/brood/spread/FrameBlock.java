package org.brood.spread;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.brood.capture.Frame;

/// Frames of one worker in the order of the capture, copied into native memory; with the last block
/// of a window of packet time comes the time at which the window ends.
public final class FrameBlock {
  /// A block is given on when it holds this much: what the processor's second cache still holds
  /// when the worker looks at it.
  static final int FULL_BYTES = 128 << 10;

  /// Room for one frame more, as large as files may hold.
  static final int MAX_FRAME_BYTES = 384 << 10;

  static final int MAX_FRAMES = 1024;

  private final MemorySegment memory;
  private final int[] offsets = new int[MAX_FRAMES];
  private final int[] captured = new int[MAX_FRAMES];
  private final int[] wire = new int[MAX_FRAMES];
  private final int[] linkTypes = new int[MAX_FRAMES];
  private final long[] nanos = new long[MAX_FRAMES];
  private final boolean[] checksums = new boolean[MAX_FRAMES];
  private final String[] weirds = new String[MAX_FRAMES];
  private final String[] details = new String[MAX_FRAMES];
  private int frames;
  private int bytes;
  private long windowEnd;
  private String fileEnd = "";
  private boolean last;

  /// @param arena shared, for the reader writes and a worker reads
  FrameBlock(Arena arena) {
    memory = arena.allocate(FULL_BYTES + MAX_FRAME_BYTES, 64);
    Arrays.fill(weirds, "");
    Arrays.fill(details, "");
  }

  /// Makes it empty again.
  void clear() {
    frames = 0;
    bytes = 0;
    windowEnd = Long.MIN_VALUE;
    fileEnd = "";
    last = false;
  }

  boolean isFull() {
    return frames == MAX_FRAMES || bytes >= FULL_BYTES;
  }

  /// Appends a copy of a frame. A frame that is larger than any file may hold is cut.
  void add(Frame frame) {
    int at = frames++;
    int length = Math.min(frame.capturedLength, MAX_FRAME_BYTES);
    MemorySegment.copy(frame.segment, frame.offset, memory, bytes, length);
    offsets[at] = bytes;
    captured[at] = length;
    wire[at] = frame.wireLength;
    linkTypes[at] = frame.linkType;
    nanos[at] = frame.nanos;
    checksums[at] = frame.checksumKnown;
    weirds[at] = frame.weird;
    details[at] = frame.weirdDetail;
    // Headers lie as in the file's own blocks: nobody relies on more than a byte's alignment.
    bytes += length;
  }

  /// Says that the window ends with this block.
  void endWindow(long endNanos) {
    windowEnd = endNanos;
  }

  /// Says that a capture file ends with this block, and its window.
  void endFile(String name) {
    fileEnd = name;
  }

  /// Says that nothing comes after this block.
  void endAll() {
    last = true;
  }

  public int frames() {
    return frames;
  }

  /// Points `frame` to one of the frames; valid until the block is given back.
  public void get(int index, Frame frame) {
    frame.set(memory, offsets[index], captured[index], wire[index], nanos[index], linkTypes[index]);
    frame.checksumKnown = checksums[index];
    frame.weird = weirds[index];
    frame.weirdDetail = details[index];
  }

  /// Whether a window of packet time ends behind these frames.
  public boolean isWindowEnd() {
    return windowEnd != Long.MIN_VALUE;
  }

  /// When the window ends: nanoseconds since 1970.
  public long windowEndNanos() {
    return windowEnd;
  }

  /// The capture that ends with the window; empty if it goes on.
  public String fileEnd() {
    return fileEnd;
  }

  /// Whether nothing comes after the window.
  public boolean isLast() {
    return last;
  }
}
