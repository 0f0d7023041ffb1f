package org.brood.file;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/// Parts of a file that came before those in front of them. Where parts overlap, the one that came
/// first counts.
final class ChunkStore {

  /// Takes bytes in order.
  @FunctionalInterface
  interface Deliver {
    void bytes(MemorySegment data, long offset, int length);
  }

  /// Told of what never came.
  @FunctionalInterface
  interface Lost {
    void gap(long place, long length);
  }

  private final TreeMap<Long, byte[]> chunks = new TreeMap<>();
  private MemorySegment outgoing = MemorySegment.NULL;
  private long bytes;

  long bytes() {
    return bytes;
  }

  int count() {
    return chunks.size();
  }

  /// Keeps what of a part is neither delivered nor kept already.
  void add(long place, long delivered, MemorySegment data, long offset, int length) {
    long from = Math.max(place, delivered);
    long end = place + length;
    while (from < end) {
      Map.Entry<Long, byte[]> before = chunks.floorEntry(from);
      if (before != null) {
        from = Math.max(from, before.getKey() + before.getValue().length);
      }
      Long next = chunks.higherKey(from);
      long to = next == null ? end : Math.min(end, next);
      if (from < to) {
        keep(from, data, offset + (from - place), (int) (to - from));
      }
      from = Math.max(from, to);
      if (next == null || to >= end) {
        break;
      }
    }
  }

  private void keep(long place, MemorySegment data, long offset, int length) {
    byte[] copy = new byte[length];
    MemorySegment.copy(data, ValueLayout.JAVA_BYTE, offset, copy, 0, length);
    chunks.put(place, copy);
    bytes += length;
  }

  private void deliver(byte[] chunk, Deliver deliver) {
    bytes -= chunk.length;
    if (outgoing.byteSize() < chunk.length) {
      outgoing = Arena.ofAuto().allocate(chunk.length);
    }
    MemorySegment.copy(chunk, 0, outgoing, ValueLayout.JAVA_BYTE, 0, chunk.length);
    deliver.bytes(outgoing, 0, chunk.length);
  }

  /// Delivers what follows without a hole.
  void deliverReady(Deliver deliver, LongSupplier delivered) {
    while (!chunks.isEmpty() && chunks.firstKey() == delivered.getAsLong()) {
      deliver(chunks.pollFirstEntry().getValue(), deliver);
    }
  }

  /// Gives up all holes before a place.
  void flushTo(long place, Deliver deliver, Lost lost, LongSupplier delivered) {
    while (!chunks.isEmpty() && chunks.firstKey() < place) {
      long next = chunks.firstKey();
      long at = delivered.getAsLong();
      if (next > at) {
        lost.gap(at, next - at);
      }
      deliverReady(deliver, delivered);
    }
    long at = delivered.getAsLong();
    if (at < place) {
      lost.gap(at, place - at);
      deliverReady(deliver, delivered);
    }
  }

  /// Gives up all holes.
  ///
  /// @return how many bytes were lost
  long flush(Deliver deliver, Lost lost, long deliveredNow) {
    long at = deliveredNow;
    long missing = 0;
    while (!chunks.isEmpty()) {
      Map.Entry<Long, byte[]> first = chunks.pollFirstEntry();
      if (first.getKey() > at) {
        missing += first.getKey() - at;
        lost.gap(at, first.getKey() - at);
      }
      deliver(first.getValue(), deliver);
      at = first.getKey() + first.getValue().length;
    }
    return missing;
  }
}
