package org.brood.bytes;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Native memory in pieces of a power of two, lent and taken back by one thread.
///
/// Pieces are cut from slabs of one MiB and kept in one stack of free pieces for each size, so that
/// a warm pool allocates nothing. The pool never takes more than its bound from the system: [#lend]
/// answers [#NONE], and the borrower does without.
///
/// A handle names slab and offset: `slab << 32 | offset`.
public final class BufferPool implements AutoCloseable {
  /// No piece: the pool is at its bound, or the size is over [#MAX_PIECE].
  public static final long NONE = -1;

  /// The largest piece: 256 KiB.
  public static final int MAX_PIECE = 1 << 18;

  private static final int SLAB = 1 << 20;
  private static final int MIN_SHIFT = 6;
  private static final int CLASSES = 18 - MIN_SHIFT + 1;

  private final Arena arena = Arena.ofConfined();
  private final long maxBytes;
  private MemorySegment[] slabs = new MemorySegment[4];
  private int slabCount;
  private final long[][] free = new long[CLASSES][16];
  private final int[] freeCount = new int[CLASSES];
  private long lentBytes;
  private long refusals;

  /// A pool that takes at most `maxBytes` (rounded up to whole slabs) from the system.
  public BufferPool(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /// A handle of at least `size` bytes, or [#NONE].
  public long lend(int size) {
    if (size > MAX_PIECE) {
      refusals++;
      return NONE;
    }
    int sizeClass = sizeClass(size);
    if (freeCount[sizeClass] == 0 && !refill(sizeClass)) {
      refusals++;
      return NONE;
    }
    lentBytes += 1L << (sizeClass + MIN_SHIFT);
    return free[sizeClass][--freeCount[sizeClass]];
  }

  /// Takes back what was lent for `size` bytes.
  public void giveBack(long handle, int size) {
    int sizeClass = sizeClass(size);
    lentBytes -= 1L << (sizeClass + MIN_SHIFT);
    push(sizeClass, handle);
  }

  public MemorySegment segment(long handle) {
    return slabs[(int) (handle >>> 32)];
  }

  public static long offset(long handle) {
    return handle & 0xffff_ffffL;
  }

  public long lentBytes() {
    return lentBytes;
  }

  /// How often [#lend] answered [#NONE].
  public long refusals() {
    return refusals;
  }

  @Override
  public void close() {
    arena.close();
  }

  private static int sizeClass(int size) {
    int shift = 32 - Integer.numberOfLeadingZeros(Math.max(size, 1) - 1);
    return Math.max(shift, MIN_SHIFT) - MIN_SHIFT;
  }

  /// Cuts a larger free piece or a new slab into pieces of this class.
  private boolean refill(int sizeClass) {
    for (int larger = sizeClass + 1; larger < CLASSES; larger++) {
      if (freeCount[larger] > 0) {
        cut(free[larger][--freeCount[larger]], 1 << (larger + MIN_SHIFT), sizeClass);
        return true;
      }
    }
    if ((slabCount + 1L) * SLAB > Math.max(maxBytes, SLAB)) {
      return false;
    }
    if (slabCount == slabs.length) {
      slabs = Arrays.copyOf(slabs, 2 * slabs.length);
    }
    slabs[slabCount] = arena.allocate(SLAB, 64);
    cut((long) slabCount << 32, SLAB, sizeClass);
    slabCount++;
    return true;
  }

  /// Halves a piece until the first part has the wanted size; the second halves become free.
  private void cut(long handle, int size, int sizeClass) {
    int wanted = 1 << (sizeClass + MIN_SHIFT);
    int half = size;
    while (half > wanted) {
      half >>= 1;
      if (half > MAX_PIECE) {
        cutWhole(handle + half, half);
      } else {
        push(sizeClass(half), handle + half);
      }
    }
    push(sizeClass, handle);
  }

  private void cutWhole(long handle, int size) {
    for (int at = 0; at < size; at += MAX_PIECE) {
      push(CLASSES - 1, handle + at);
    }
  }

  private void push(int sizeClass, long handle) {
    if (freeCount[sizeClass] == free[sizeClass].length) {
      free[sizeClass] = Arrays.copyOf(free[sizeClass], 2 * free[sizeClass].length);
    }
    free[sizeClass][freeCount[sizeClass]++] = handle;
  }
}
