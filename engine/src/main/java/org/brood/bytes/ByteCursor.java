package org.brood.bytes;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A position in bytes that somebody else sent, with a limit that no read passes.
///
/// Numbers are unsigned and in network order unless the name says `le`. A read that would pass the
/// limit throws [Malformed]; whoever parses a stream asks [#has] first, because there, too few
/// bytes only mean that more will come. Positions count from where the cursor was wrapped.
/// [#commit] marks all bytes before the position as used: the owner of the stream drops those and
/// shows the rest again with the next ones.
public final class ByteCursor {
  private static final ValueLayout.OfShort U16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong U64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfShort U16_LE =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt U32_LE =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong U64_LE =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private MemorySegment segment = MemorySegment.NULL;
  private long base;
  private int position;
  private int limit;
  private int committed;

  public ByteCursor() {}

  public ByteCursor(MemorySegment segment, long offset, int length) {
    wrap(segment, offset, length);
  }

  /// Starts anew over `length` bytes from `offset`.
  public ByteCursor wrap(MemorySegment segment, long offset, int length) {
    if (length < 0 || offset < 0 || offset > segment.byteSize() - length) {
      throw new IndexOutOfBoundsException();
    }
    this.segment = segment;
    this.base = offset;
    this.position = 0;
    this.limit = length;
    this.committed = 0;
    return this;
  }

  public MemorySegment segment() {
    return segment;
  }

  /// Where the position lies in [#segment].
  public long address() {
    return base + position;
  }

  public int position() {
    return position;
  }

  /// Moves to a position between 0 and the limit.
  public void position(int to) {
    if (to < 0 || to > limit) {
      throw Malformed.tooShort();
    }
    position = to;
  }

  public int limit() {
    return limit;
  }

  public int remaining() {
    return limit - position;
  }

  public boolean has(int count) {
    return count >= 0 && count <= limit - position;
  }

  public boolean isEmpty() {
    return position == limit;
  }

  /// Marks everything before the position as used.
  public void commit() {
    committed = position;
  }

  /// How many bytes from the start are used.
  public int committed() {
    return committed;
  }

  /// Lowers the limit to `count` bytes from here, for a part whose length is known.
  ///
  /// @return the old limit, for [#widen]
  public int narrow(int count) {
    need(count);
    int old = limit;
    limit = position + count;
    return old;
  }

  /// Sets back the limit that [#narrow] returned.
  public void widen(int oldLimit) {
    if (oldLimit < limit) {
      throw new IllegalArgumentException("narrower than before");
    }
    limit = oldLimit;
  }

  public int u8() {
    need(1);
    return Byte.toUnsignedInt(segment.get(ValueLayout.JAVA_BYTE, base + position++));
  }

  public int u16() {
    need(2);
    int value = Short.toUnsignedInt(segment.get(U16, base + position));
    position += 2;
    return value;
  }

  public int u24() {
    need(3);
    int value = u16() << 8;
    return value | u8();
  }

  public long u32() {
    return Integer.toUnsignedLong(i32());
  }

  public int i32() {
    need(4);
    int value = segment.get(U32, base + position);
    position += 4;
    return value;
  }

  public long u48() {
    need(6);
    long value = (long) u16() << 32;
    return value | u32();
  }

  /// All 64 bits; the caller decides about the sign.
  public long u64() {
    need(8);
    long value = segment.get(U64, base + position);
    position += 8;
    return value;
  }

  public int u16le() {
    need(2);
    int value = Short.toUnsignedInt(segment.get(U16_LE, base + position));
    position += 2;
    return value;
  }

  public int u24le() {
    need(3);
    int value = u16le();
    return value | u8() << 16;
  }

  public long u32le() {
    return Integer.toUnsignedLong(i32le());
  }

  public int i32le() {
    need(4);
    int value = segment.get(U32_LE, base + position);
    position += 4;
    return value;
  }

  public long u64le() {
    need(8);
    long value = segment.get(U64_LE, base + position);
    position += 8;
    return value;
  }

  /// The byte `ahead` bytes after the position, which stays.
  public int peek(int ahead) {
    if (ahead < 0 || ahead >= limit - position) {
      throw Malformed.tooShort();
    }
    return Byte.toUnsignedInt(segment.get(ValueLayout.JAVA_BYTE, base + position + ahead));
  }

  public int peekU16(int ahead) {
    if (ahead < 0 || ahead > limit - position - 2) {
      throw Malformed.tooShort();
    }
    return Short.toUnsignedInt(segment.get(U16, base + position + ahead));
  }

  public void skip(int count) {
    need(count);
    position += count;
  }

  /// A copy of the next `count` bytes.
  public byte[] bytes(int count) {
    need(count);
    byte[] copy = new byte[count];
    MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, base + position, copy, 0, count);
    position += count;
    return copy;
  }

  public byte[] rest() {
    return bytes(remaining());
  }

  /// The next `count` bytes as text, one character a byte.
  public String latin1(int count) {
    return new String(bytes(count), StandardCharsets.ISO_8859_1);
  }

  /// How many bytes from here the next `wanted` is.
  ///
  /// @return -1 when it is not before the limit
  public int find(int wanted) {
    return find(wanted, 0);
  }

  /// Like [#find(int)], from `ahead` bytes after the position.
  public int find(int wanted, int ahead) {
    byte b = (byte) wanted;
    for (int i = position + ahead; i < limit; i++) {
      if (segment.get(ValueLayout.JAVA_BYTE, base + i) == b) {
        return i - position;
      }
    }
    return -1;
  }

  /// How many bytes from here the next run equal to `wanted` begins, or -1.
  public int find(byte[] wanted) {
    int last = limit - wanted.length;
    for (int i = position; i <= last; i++) {
      if (matches(i, wanted)) {
        return i - position;
      }
    }
    return -1;
  }

  /// Whether the next bytes are these.
  public boolean startsWith(byte[] wanted) {
    return has(wanted.length) && matches(position, wanted);
  }

  private boolean matches(int at, byte[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (segment.get(ValueLayout.JAVA_BYTE, base + at + i) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private void need(int count) {
    if (count < 0 || count > limit - position) {
      throw Malformed.tooShort();
    }
  }
}
