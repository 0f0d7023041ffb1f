package org.brood.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import org.brood.spool.SpoolFolder.Segment;
import org.jspecify.annotations.Nullable;

/// A place in a spool, from which batches are read in order, through one segment after the other.
final class SpoolCursor implements AutoCloseable {
  /// How often the folder is looked through when the next segment has not the name that is
  /// expected.
  static final int LOOKS = 32;

  private final SpoolFolder folder;
  private @Nullable SegmentReader reader;
  private long wanted;
  private boolean isFinal;
  private int misses;
  private long damaged;

  /// @param bytes empty if they were not asked for
  record Entry(long sequence, int length, int checksum, byte[] bytes) {}

  /// @param from the first number that is of interest
  SpoolCursor(SpoolFolder folder, long from) {
    this.folder = folder;
    this.wanted = from;
  }

  /// The number that the next batch has at least.
  long wanted() {
    return wanted;
  }

  /// How many batches could not be read.
  long damaged() {
    return damaged;
  }

  /// The next batch, null if there is none yet.
  @Nullable Entry next(boolean withBytes) throws IOException {
    while (true) {
      SegmentReader current = reader;
      if (current == null) {
        current = start();
        if (current == null) {
          return null;
        }
      }
      SpoolRecord record = current.peek();
      if (record == null) {
        if (!goOn(current)) {
          return null;
        }
      } else if (record.sequence() < wanted) {
        current.skip(record);
      } else {
        byte[] bytes = withBytes ? current.batch(record) : new byte[0];
        if (bytes == null && !isPast(current, record)) {
          return null;
        }
        current.skip(record);
        if (bytes != null) {
          wanted = record.sequence() + 1;
          return new Entry(record.sequence(), record.length(), record.checksum(), bytes);
        }
        damaged++;
      }
    }
  }

  /// Whether a record that can't be read will never be better.
  private boolean isPast(SegmentReader current, SpoolRecord record) throws IOException {
    return current.isFollowed(record) || newer(current.first()) != null;
  }

  /// Begins with the segment that has the wanted number, or the next one that there is.
  private @Nullable SegmentReader start() throws IOException {
    Segment found = null;
    for (Segment segment : folder.segments()) {
      if (found == null || segment.first() <= wanted) {
        found = segment;
      }
    }
    return found == null ? null : open(found);
  }

  private @Nullable SegmentReader open(Segment segment) throws IOException {
    SegmentReader before = reader;
    reader = null;
    isFinal = false;
    misses = 0;
    if (before != null) {
      before.close();
    }
    try {
      SegmentReader opened = new SegmentReader(segment);
      reader = opened;
      return opened;
    } catch (NoSuchFileException e) {
      return null; // Removed meanwhile: there is a newer one, or will be.
    }
  }

  /// Goes to the next segment if there is one. As its writer may have appended to this one until it
  /// made the next one, this one is looked at once more before.
  private boolean goOn(SegmentReader current) throws IOException {
    Segment newer = newer(current.first());
    if (newer == null) {
      return false;
    }
    if (!isFinal) {
      isFinal = true;
      return true;
    }
    return open(newer) != null;
  }

  private @Nullable Segment newer(long than) throws IOException {
    Segment expected = folder.segment(wanted);
    if (wanted > than && Files.exists(expected.file())) {
      return expected;
    }
    if (!isFinal && misses++ % LOOKS != 0) {
      return null;
    }
    for (Segment segment : folder.segments()) {
      if (segment.first() > than) {
        return segment;
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    SegmentReader current = reader;
    reader = null;
    if (current != null) {
      current.close();
    }
  }
}
