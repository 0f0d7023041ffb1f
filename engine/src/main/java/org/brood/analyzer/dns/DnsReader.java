package org.brood.analyzer.dns;

import java.util.ArrayList;
import java.util.List;
import org.brood.bytes.ByteCursor;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// Reads a message leniently: a number that isn't all there is 0 and takes nothing, a string is
/// what is left of it.
final class DnsReader {
  private final ByteCursor in;
  private final DnsNames names;
  private final DnsNotes notes;
  private int dataLeft;

  DnsReader(ByteCursor in, DnsNames names, DnsNotes notes) {
    this.in = in;
    this.names = names;
    this.notes = notes;
  }

  DnsNames names() {
    return names;
  }

  DnsNotes notes() {
    return notes;
  }

  int position() {
    return in.position();
  }

  int remaining() {
    return in.remaining();
  }

  int u8() {
    return in.has(1) ? in.u8() : 0;
  }

  int u16() {
    return in.has(2) ? in.u16() : 0;
  }

  long u32() {
    return in.has(4) ? in.u32() : 0;
  }

  void skip(int bytes) {
    in.skip(Math.clamp(bytes, 0, in.remaining()));
  }

  /// Goes back over bytes that were read.
  void back(int bytes) {
    in.position(in.position() - bytes);
  }

  Str bytes(int count) {
    return Str.wrap(in.bytes(Math.clamp(count, 0, in.remaining())));
  }

  /// A string with its length in two bytes before it.
  Str counted() {
    return bytes(u16());
  }

  /// Says how many bytes character strings may take from here on.
  void limitStrings(int bytes) {
    dataLeft = bytes;
  }

  /// Whether the bytes of [#limitStrings] are used up.
  boolean isUsedUp() {
    return dataLeft == 0;
  }

  /// A string with its length in one byte before it (RFC 1035, section 3.3), null when the data has
  /// none any more.
  @Nullable Str characters() {
    if (dataLeft <= 0) {
      return null;
    }
    int size = u8();
    dataLeft--;
    if (size > dataLeft) {
      notes.weird("DNS_TXT_char_str_past_rdlen");
      return null;
    }
    dataLeft -= size;
    return bytes(size);
  }

  /// The bitmaps of types that a name has, by windows (RFC 4034, section 4.1.2).
  ///
  /// @param bytes how many bytes of the record are left for them
  /// @param weird the name of the weird for an empty bitmap
  List<Str> bitmaps(int bytes, String weird) {
    List<Str> bitmaps = new ArrayList<>();
    int left = bytes;
    while (left > 0 && in.remaining() > 0) {
      int window = u16();
      int size = window & 0xff;
      if (size == 0) {
        notes.weird(weird, Integer.toString(window >> 8));
        break;
      }
      bitmaps.add(bytes(size));
      left -= 2 + size;
    }
    return bitmaps;
  }
}
