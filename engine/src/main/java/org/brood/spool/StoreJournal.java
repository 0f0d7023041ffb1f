package org.brood.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.brood.bytes.Malformed;
import org.brood.spool.StoreState.Entry;

/// The journal of a logger's store. What it says is true of the files: they are forced to the disk
/// before it is. It is read when the store opens; a torn end is cut off, for nobody was told of it.
///
/// ```
/// magic "BSJ1" | length | CRC32C | entries        once for each commit
/// ```
final class StoreJournal implements AutoCloseable {
  private static final int MAGIC = 0x42534a31;
  private static final int HEAD = 3 * Integer.BYTES;

  /// How long the journal gets before it begins anew with what is true by then.
  private static final long MAX_BYTES = 4 << 20;

  private static final int MAX_RECORD = 1 << 28;

  private final Path path;
  private final StoreState state = new StoreState();
  private FileChannel out;
  private long length;
  private long freshLength;

  private StoreJournal(Path path, FileChannel out) {
    this.path = path;
    this.out = out;
  }

  /// Reads a journal, or begins one with a new id.
  static StoreJournal open(Path path) throws IOException {
    if (!Files.exists(path)) {
      SpoolFolder.replace(path, record(List.of(new Entry.Store(RandomId.random()))));
    }
    StoreJournal journal = new StoreJournal(path, channel(path));
    try {
      journal.replay();
      return journal;
    } catch (IOException | RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  private static FileChannel channel(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static byte[] record(List<Entry> entries) {
    byte[] payload = StoreState.encode(entries);
    return new FieldWriter()
        .i32(MAGIC)
        .i32(payload.length)
        .i32(SpoolRecord.checksum(payload))
        .raw(payload)
        .toBytes();
  }

  private void replay() throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEAD);
    long size = out.size();
    while (size - length >= HEAD) {
      head.clear();
      fill(head, length);
      head.flip();
      int magic = head.getInt();
      int bytes = head.getInt();
      int checksum = head.getInt();
      if (magic != MAGIC || bytes < 0 || bytes > MAX_RECORD || bytes > size - length - HEAD) {
        break;
      }
      byte[] payload = new byte[bytes];
      fill(ByteBuffer.wrap(payload), length + HEAD);
      if (SpoolRecord.checksum(payload) != checksum || !apply(payload)) {
        break;
      }
      length += HEAD + bytes;
    }
    if (state.id() == null) {
      throw new IOException(path + " is damaged: it has no beginning");
    }
    if (length < size) {
      out.truncate(length);
      out.force(true);
    }
  }

  private void fill(ByteBuffer into, long from) throws IOException {
    long at = from;
    while (into.hasRemaining()) {
      int count = out.read(into, at);
      if (count < 0) {
        throw new IOException(path + " became shorter");
      }
      at += count;
    }
  }

  private boolean apply(byte[] payload) {
    try {
      StoreState.decode(payload).forEach(state::apply);
      return true;
    } catch (Malformed e) {
      return false;
    }
  }

  StoreState state() {
    return state;
  }

  /// Writes entries to the disk, all or none of them, and makes them true.
  ///
  /// @throws IOException if that fails; the journal must then be opened anew
  void commit(List<Entry> entries) throws IOException {
    byte[] record = record(entries);
    if (length + record.length > Math.max(MAX_BYTES, 2 * freshLength)) {
      renew();
    }
    ByteBuffer all = ByteBuffer.wrap(record);
    try {
      while (all.hasRemaining()) {
        out.write(all, length + all.position());
      }
      out.force(false);
    } catch (IOException e) {
      out.truncate(length);
      throw e;
    }
    length += record.length;
    entries.forEach(state::apply);
  }

  private void renew() throws IOException {
    byte[] all = record(state.all());
    SpoolFolder.replace(path, all);
    out.close();
    out = channel(path);
    length = all.length;
    freshLength = length;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
