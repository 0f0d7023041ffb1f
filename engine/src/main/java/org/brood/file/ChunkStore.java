package org.brood.file;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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

  private record Chunk(MemorySegment data, int length) {}

  private final TreeMap<Long, Chunk> chunks = new TreeMap<>();
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
      Map.Entry<Long, Chunk> before = chunks.floorEntry(from);
      if (before != null) {
        from = Math.max(from, before.getKey() + before.getValue().length());
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
    MemorySegment copy = Arena.ofAuto().allocate(length);
    MemorySegment.copy(data, offset, copy, 0, length);
    chunks.put(place, new Chunk(copy, length));
    bytes += length;
  }

  /// Delivers what follows without a hole.
  void deliverReady(Deliver deliver, LongSupplier delivered) {
    while (!chunks.isEmpty() && chunks.firstKey() == delivered.getAsLong()) {
      Chunk first = chunks.pollFirstEntry().getValue();
      bytes -= first.length();
      deliver.bytes(first.data(), 0, first.length());
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
      Map.Entry<Long, Chunk> first = chunks.pollFirstEntry();
      bytes -= first.getValue().length();
      if (first.getKey() > at) {
        missing += first.getKey() - at;
        lost.gap(at, first.getKey() - at);
      }
      deliver.bytes(first.getValue().data(), 0, first.getValue().length());
      at = first.getKey() + first.getValue().length();
    }
    return missing;
  }
}
