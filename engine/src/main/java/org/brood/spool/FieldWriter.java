package org.brood.spool;

import java.nio.charset.StandardCharsets;
import org.brood.script.value.ByteSink;

/// Writes fields one after another: numbers in network order, texts and bytes with their length
/// before them.
final class FieldWriter {
  private final ByteSink out = new ByteSink(256);

  FieldWriter u8(int value) {
    out.put(value);
    return this;
  }

  FieldWriter i32(int value) {
    out.put(value >>> 24).put(value >>> 16).put(value >>> 8).put(value);
    return this;
  }

  FieldWriter i64(long value) {
    return i32((int) (value >>> 32)).i32((int) value);
  }

  FieldWriter id(RandomId id) {
    return i64(id.high()).i64(id.low());
  }

  FieldWriter bytes(byte[] value) {
    i32(value.length);
    out.put(value);
    return this;
  }

  /// Bytes without a length.
  FieldWriter raw(byte[] value) {
    out.put(value);
    return this;
  }

  FieldWriter text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  int length() {
    return out.length();
  }

  byte[] toBytes() {
    return out.toBytes();
  }
}
