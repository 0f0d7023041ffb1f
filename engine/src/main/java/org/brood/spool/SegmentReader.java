package org.brood.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.brood.spool.SpoolFolder.Segment;
import org.jspecify.annotations.Nullable;

/// Reads the records of one segment, which its writer may still append to.
final class SegmentReader implements AutoCloseable {
  private final Segment segment;
  private final FileChannel in;
  private final ByteBuffer head = ByteBuffer.allocate(SpoolRecord.HEAD_BYTES);
  private long at;

  SegmentReader(Segment segment) throws IOException {
    this.segment = segment;
    this.in = FileChannel.open(segment.file(), StandardOpenOption.READ);
  }

  /// The number after the last batch in a segment.
  static long numberAfter(Segment segment) throws IOException {
    long next = segment.first();
    try (SegmentReader reader = new SegmentReader(segment)) {
      for (SpoolRecord r = reader.peek(); r != null; r = reader.peek()) {
        next = Math.max(next, r.sequence() + 1);
        reader.skip(r);
      }
    }
    return next;
  }

  long first() {
    return segment.first();
  }

  /// The head of the next record, null if there is no record yet that is as long as its head says.
  @Nullable SpoolRecord peek() throws IOException {
    long size = in.size();
    if (size - at < SpoolRecord.HEAD_BYTES) {
      return null;
    }
    head.clear();
    if (!fill(head, at)) {
      return null;
    }
    SpoolRecord record = SpoolRecord.read(head.flip());
    return record != null && record.after(at) <= size ? record : null;
  }

  /// The batch of a record that was just shown, null if it is damaged or not written yet.
  byte @Nullable [] batch(SpoolRecord record) throws IOException {
    byte[] bytes = new byte[record.length()];
    boolean whole = fill(ByteBuffer.wrap(bytes), at + SpoolRecord.HEAD_BYTES);
    return whole && SpoolRecord.checksum(bytes) == record.checksum() ? bytes : null;
  }

  private boolean fill(ByteBuffer into, long from) throws IOException {
    long position = from;
    while (into.hasRemaining()) {
      int count = in.read(into, position);
      if (count < 0) {
        return false;
      }
      position += count;
    }
    return true;
  }

  /// Goes past a record.
  void skip(SpoolRecord record) {
    at = record.after(at);
  }

  /// Whether a record follows one that was just shown.
  boolean isFollowed(SpoolRecord record) throws IOException {
    long before = at;
    at = record.after(at);
    boolean follows = peek() != null;
    at = before;
    return follows;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
