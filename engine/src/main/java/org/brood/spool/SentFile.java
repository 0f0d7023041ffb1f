package org.brood.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.brood.bytes.Malformed;

/// A [Sent] on disk: each change is appended as a whole, the last one that is whole counts.
final class SentFile implements AutoCloseable {
  /// How many ranges there may be: further batches wait until there are fewer.
  static final int MAX_RANGES = 1024;

  private static final int MAX_FILE = 1 << 20;
  private static final int MAGIC = 0x42535332;
  private static final int HEAD = 3 * Integer.BYTES;
  private static final RandomId NOBODY = new RandomId(0, 0);

  private final Path path;
  private FileChannel out;

  private SentFile(Path path, FileChannel out) {
    this.path = path;
    this.out = out;
  }

  static SentFile open(Path path) throws IOException {
    SpoolFolder.replace(path, record(read(path)));
    return new SentFile(path, append(path));
  }

  private static FileChannel append(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  /// The last state that is whole; nothing sent if there is no file.
  static Sent read(Path path) throws IOException {
    Sent last = Sent.NOTHING;
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      return last;
    }
    int at = 0;
    while (bytes.length - at >= HEAD) {
      ByteBuffer head = ByteBuffer.wrap(bytes, at, HEAD);
      int magic = head.getInt();
      int length = head.getInt();
      int checksum = head.getInt();
      at += HEAD;
      if (magic != MAGIC || length < 0 || length > bytes.length - at) {
        break;
      }
      byte[] payload = java.util.Arrays.copyOfRange(bytes, at, at + length);
      if (SpoolRecord.checksum(payload) != checksum) {
        break;
      }
      try {
        last = parse(new FieldReader(payload));
      } catch (Malformed e) {
        break;
      }
      at += length;
    }
    return last;
  }

  private static Sent parse(FieldReader in) {
    long unsentFrom = in.i64();
    int count = in.i32();
    if (count < 0 || count > 2 * MAX_RANGES) {
      throw new Malformed("too many ranges");
    }
    List<Sent.Range> ranges = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long from = in.i64();
      long to = in.i64();
      RandomId store = in.id();
      ranges.add(new Sent.Range(from, to, store.equals(NOBODY) ? null : store, in.id()));
    }
    in.end();
    return new Sent(unsentFrom, List.copyOf(ranges));
  }

  private static byte[] record(Sent sent) {
    FieldWriter fields = new FieldWriter().i64(sent.unsentFrom()).i32(sent.ranges().size());
    for (Sent.Range range : sent.ranges()) {
      RandomId store = range.store();
      fields.i64(range.from()).i64(range.to());
      fields.id(store == null ? NOBODY : store).id(range.origin());
    }
    byte[] payload = fields.toBytes();
    FieldWriter record = new FieldWriter().i32(MAGIC).i32(payload.length);
    return record.i32(SpoolRecord.checksum(payload)).raw(payload).toBytes();
  }

  /// Writes a state down.
  ///
  /// @param durable whether it must outlive a power failure, not only this process
  void write(Sent sent, boolean durable) throws IOException {
    byte[] record = record(sent);
    if (out.size() + record.length > MAX_FILE) {
      SpoolFolder.replace(path, record);
      out.close();
      out = append(path);
      return;
    }
    long before = out.size();
    try {
      ByteBuffer all = ByteBuffer.wrap(record);
      while (all.hasRemaining()) {
        out.write(all);
      }
      if (durable) {
        out.force(false);
      }
    } catch (IOException e) {
      out.truncate(before);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    out.force(false);
    out.close();
  }
}
