package org.brood.spool;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import org.brood.bytes.Malformed;

/// What a sender of batches and a logger's store say to each other, over any stream of bytes.
///
/// The sender begins with [Hello], the store answers with [Welcome]. Then batches go one way and
/// answers the other. A frame is its length (4 bytes, network order), its type (1 byte) and its
/// fields.
public sealed interface LogFrame {
  /// How long a frame is at most.
  int MAX_BYTES = LogBatch.MAX_BYTES + 64;

  /// The version of all of this; others are refused.
  int VERSION = 1;

  /// How long the texts in it are at most, in bytes.
  int MAX_TEXT = 1024;

  /// The sender begins.
  ///
  /// @param node who sends
  record Hello(String node) implements LogFrame {}

  /// The store is ready.
  ///
  /// @param store whose batches it is going to have
  record Welcome(RandomId store) implements LogFrame {}

  /// Rows.
  record Rows(SpooledBatch batch) implements LogFrame {}

  /// All batches of an origin up to a number are on the store's disk.
  record Stored(RandomId origin, long sequence) implements LogFrame {}

  /// The store can take nothing now; the connection ends.
  record Refusal(String why) implements LogFrame {}

  /// Asks whether the other side is there, which answers with the same.
  record Ping() implements LogFrame {}

  /// Writes a frame, without flushing.
  static void write(OutputStream out, LogFrame frame) throws IOException {
    FieldWriter fields = new FieldWriter();
    byte[] rows = new byte[0];
    switch (frame) {
      case Hello(String node) -> fields.u8('H').i32(VERSION).text(node);
      case Welcome(RandomId store) -> fields.u8('W').i32(VERSION).id(store);
      case Rows(SpooledBatch batch) -> {
        fields.u8('B').id(batch.origin()).i64(batch.sequence()).i32(batch.checksum());
        rows = batch.bytes();
      }
      case Stored(RandomId origin, long sequence) -> fields.u8('A').id(origin).i64(sequence);
      case Refusal(String why) -> fields.u8('N').text(shortened(why));
      case Ping _ -> fields.u8('P');
    }
    byte[] head = fields.toBytes();
    out.write(new FieldWriter().i32(head.length + rows.length).raw(head).toBytes());
    out.write(rows);
  }

  private static String shortened(String text) {
    return text.length() > MAX_TEXT / 4 ? text.substring(0, MAX_TEXT / 4) : text;
  }

  /// Reads a frame.
  ///
  /// @throws Malformed if it is none, or over a limit
  /// @throws EOFException if there are no more
  static LogFrame read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 1 || length > MAX_BYTES) {
      throw new Malformed("frame of " + length + " bytes");
    }
    // Takes memory as bytes come, not as many as are announced.
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return parse(bytes);
  }

  /// The frame in some bytes.
  ///
  /// @throws Malformed if it is none
  static LogFrame parse(byte[] bytes) {
    FieldReader in = new FieldReader(bytes);
    LogFrame frame =
        switch (in.u8()) {
          case 'H' -> new Hello(versioned(in).text(MAX_TEXT));
          case 'W' -> new Welcome(versioned(in).id());
          case 'B' -> rows(in);
          case 'A' -> new Stored(in.id(), in.i64());
          case 'N' -> new Refusal(in.text(MAX_TEXT));
          case 'P' -> new Ping();
          default -> throw new Malformed("unknown type of frame");
        };
    in.end();
    return frame;
  }

  private static FieldReader versioned(FieldReader in) {
    int version = in.i32();
    if (version != VERSION) {
      throw new Malformed("frames of version " + version + ", not " + VERSION);
    }
    return in;
  }

  private static Rows rows(FieldReader in) {
    RandomId origin = in.id();
    long sequence = in.i64();
    int checksum = in.i32();
    byte[] bytes = in.rest();
    if (sequence < 1 || SpoolRecord.checksum(bytes) != checksum) {
      throw new Malformed("batch and its checksum differ");
    }
    return new Rows(new SpooledBatch(origin, sequence, checksum, bytes));
  }
}
