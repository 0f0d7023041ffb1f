package org.brood.spool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.brood.bytes.Malformed;

/// Reads what [FieldWriter] wrote, out of bytes that nobody vouches for: each length is checked
/// against what is there and against the caller's limit.
final class FieldReader {
  private final ByteBuffer in;

  FieldReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  FieldReader(byte[] bytes, int from, int length) {
    in = ByteBuffer.wrap(bytes, from, length);
  }

  private void need(int count) {
    if (in.remaining() < count) {
      throw new Malformed("too few bytes");
    }
  }

  int u8() {
    need(1);
    return in.get() & 0xff;
  }

  int i32() {
    need(Integer.BYTES);
    return in.getInt();
  }

  long i64() {
    need(Long.BYTES);
    return in.getLong();
  }

  RandomId id() {
    return new RandomId(i64(), i64());
  }

  byte[] bytes(int most) {
    int length = i32();
    if (length < 0 || length > most) {
      throw new Malformed("length out of range");
    }
    need(length);
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  String text(int mostBytes) {
    return new String(bytes(mostBytes), StandardCharsets.UTF_8);
  }

  byte[] rest() {
    byte[] bytes = new byte[in.remaining()];
    in.get(bytes);
    return bytes;
  }

  int remaining() {
    return in.remaining();
  }

  /// @throws Malformed if anything is left
  void end() {
    if (in.hasRemaining()) {
      throw new Malformed("more bytes than fields");
    }
  }
}
