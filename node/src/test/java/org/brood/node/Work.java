package org.brood.node;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// Counts what [WorkLoader]'s classes do: a call, a round of a loop, and a copied byte are one
/// each.
///
/// It stands in for methods of the JDK that copy, with their signatures. One thread counts for
/// nearly all; what others do now and then is lost or not, and does not matter.
public final class Work {
  private static long done;

  private Work() {}

  static long done() {
    return done;
  }

  public static void tick() {
    done++;
  }

  public static void copy(MemorySegment from, long at, MemorySegment to, long toAt, long bytes) {
    done += bytes;
    MemorySegment.copy(from, at, to, toAt, bytes);
  }

  public static void copy(
      MemorySegment from,
      ValueLayout layout,
      long at,
      MemorySegment to,
      ValueLayout toLayout,
      long toAt,
      long count) {
    done += count;
    MemorySegment.copy(from, layout, at, to, toLayout, toAt, count);
  }

  public static void copy(
      MemorySegment from, ValueLayout layout, long at, Object to, int toAt, int count) {
    done += count;
    MemorySegment.copy(from, layout, at, to, toAt, count);
  }

  public static void copy(
      Object from, int at, MemorySegment to, ValueLayout layout, long toAt, int count) {
    done += count;
    MemorySegment.copy(from, at, to, layout, toAt, count);
  }

  public static long mismatch(
      MemorySegment a, long from, long to, MemorySegment b, long bFrom, long bTo) {
    done += to - from;
    return MemorySegment.mismatch(a, from, to, b, bFrom, bTo);
  }

  public static void arraycopy(Object from, int at, Object to, int toAt, int count) {
    done += count;
    System.arraycopy(from, at, to, toAt, count);
  }

  public static byte[] copyOf(byte[] of, int length) {
    done += length;
    return Arrays.copyOf(of, length);
  }

  public static byte[] copyOfRange(byte[] of, int from, int to) {
    done += to - from;
    return Arrays.copyOfRange(of, from, to);
  }
}
