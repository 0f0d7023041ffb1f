package org.brood.stream;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.brood.bytes.BufferPool;

/// Runs of sequence space of which the bytes came, in order and without overlap, some with a copy
/// of the bytes.
///
/// Runs that were delivered in order need no copy; they are one run, however many segments they
/// were. Streams borrow a list for as long as it holds something: most hold nothing most of the
/// time.
final class SegmentList {
  private static final int FIRST_CAPACITY = 4;

  /// Arrays that are longer are not worth keeping for the next who borrows the list.
  private static final int LARGEST_SPARE = 64;

  private final Streams owner;
  private final BufferPool pool;
  private long[] begins = new long[FIRST_CAPACITY];
  private long[] ends = new long[FIRST_CAPACITY];
  private long[] copies = new long[FIRST_CAPACITY];
  private int head;
  private int count;
  private long bytes;

  SegmentList(Streams owner) {
    this.owner = owner;
    this.pool = owner.pool;
  }

  /// Who lends it.
  Streams owner() {
    return owner;
  }

  int count() {
    return count;
  }

  /// Whether the list is small enough to be kept for another stream.
  boolean isWorthKeeping() {
    return begins.length <= LARGEST_SPARE;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /// The bytes of all runs.
  long bytes() {
    return bytes;
  }

  long begin(int index) {
    return begins[head + index];
  }

  long end(int index) {
    return ends[head + index];
  }

  int length(int index) {
    return (int) (ends[head + index] - begins[head + index]);
  }

  boolean hasCopy(int index) {
    return copies[head + index] != BufferPool.NONE;
  }

  MemorySegment segment(int index) {
    return pool.segment(copies[head + index]);
  }

  long offset(int index) {
    return BufferPool.offset(copies[head + index]);
  }

  long lastEnd() {
    return ends[head + count - 1];
  }

  /// The last run that begins at or before `sequence`, or 0.
  int find(long sequence) {
    int low = 0;
    int high = count - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (begins[head + middle] <= sequence) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /// Adds a run that was delivered already, behind all others and without a copy.
  void appendDelivered(long begin, long end) {
    bytes += end - begin;
    int last = head + count - 1;
    if (count > 0 && ends[last] == begin && copies[last] == BufferPool.NONE) {
      ends[last] = end;
      return;
    }
    insert(count, begin, end, BufferPool.NONE);
  }

  /// Adds a run with a copy of its bytes.
  ///
  /// @return false when there is no memory for them
  boolean insertCopy(int index, long begin, int length, MemorySegment data, long offset) {
    long copy = pool.lend(length);
    if (copy == BufferPool.NONE) {
      return false;
    }
    MemorySegment.copy(data, offset, pool.segment(copy), BufferPool.offset(copy), length);
    bytes += length;
    insert(index, begin, begin + length, copy);
    return true;
  }

  private void insert(int index, long begin, long end, long copy) {
    if (head > 0 && index < count / 2) {
      move(head, head - 1, index);
      head--;
    } else {
      reserve();
      move(head + index, head + index + 1, count - index);
    }
    begins[head + index] = begin;
    ends[head + index] = end;
    copies[head + index] = copy;
    count++;
  }

  private void move(int from, int to, int length) {
    System.arraycopy(begins, from, begins, to, length);
    System.arraycopy(ends, from, ends, to, length);
    System.arraycopy(copies, from, copies, to, length);
  }

  /// Makes room for one more run at the end.
  private void reserve() {
    if (head + count < begins.length) {
      return;
    }
    if (head > count) {
      move(head, 0, count);
      head = 0;
      return;
    }
    int capacity = 2 * count + head;
    begins = Arrays.copyOf(begins, capacity);
    ends = Arrays.copyOf(ends, capacity);
    copies = Arrays.copyOf(copies, capacity);
  }

  /// Drops the first run.
  void removeFirst() {
    release(head);
    bytes -= ends[head] - begins[head];
    head = count == 1 ? 0 : head + 1;
    count--;
  }

  /// Moves the first run to another list, behind all of its runs.
  void moveFirst(SegmentList to, int limit) {
    to.insert(to.count, begins[head], ends[head], copies[head]);
    to.bytes += ends[head] - begins[head];
    bytes -= ends[head] - begins[head];
    head = count == 1 ? 0 : head + 1;
    count--;
    while (to.count > limit) {
      to.removeFirst();
    }
  }

  /// Lets the first run, which has no copy, begin later.
  void shortenFirst(long begin) {
    bytes -= begin - begins[head];
    begins[head] = begin;
  }

  void clear() {
    for (int i = 0; i < count; i++) {
      release(head + i);
    }
    head = 0;
    count = 0;
    bytes = 0;
  }

  private void release(int at) {
    if (copies[at] != BufferPool.NONE) {
      pool.giveBack(copies[at], (int) (ends[at] - begins[at]));
      copies[at] = BufferPool.NONE;
    }
  }
}
