package org.brood.analyzer.http;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;

/// Steps over the header of a gzip member behind its two identifying bytes (RFC 1952, section 2.3),
/// however it is cut.
final class GzipHeader {
  static final int FIRST = 0x1f;
  static final int SECOND = 0x8b;

  private static final int DEFLATE = 8;
  private static final int HAS_CHECK = 0x02;
  private static final int HAS_EXTRA = 0x04;
  private static final int HAS_NAME = 0x08;
  private static final int HAS_COMMENT = 0x10;
  private static final int RESERVED = 0xe0;
  private static final int TIME_AND_SYSTEM = 6;

  private enum Part {
    METHOD,
    FLAGS,
    FIXED,
    EXTRA_LOW,
    EXTRA_HIGH,
    EXTRA,
    NAME,
    COMMENT,
    CHECK_LOW,
    CHECK_HIGH,
    DONE
  }

  private final CRC32 crc = new CRC32();
  private Part part = Part.METHOD;
  private int flags;
  private int left;
  private int check;

  GzipHeader() {
    crc.update(FIRST);
    crc.update(SECOND);
  }

  /// Takes bytes up to the end of the header.
  ///
  /// @return whether the end was reached
  boolean take(ByteBuffer in) throws DataFormatException {
    while (part != Part.DONE && in.hasRemaining()) {
      take(Byte.toUnsignedInt(in.get()));
    }
    return part == Part.DONE;
  }

  private void take(int b) throws DataFormatException {
    if (part != Part.CHECK_LOW && part != Part.CHECK_HIGH) {
      crc.update(b);
    }
    switch (part) {
      case METHOD -> {
        demand(b == DEFLATE);
        part = Part.FLAGS;
      }
      case FLAGS -> {
        demand((b & RESERVED) == 0);
        flags = b;
        left = TIME_AND_SYSTEM;
        part = Part.FIXED;
      }
      case FIXED -> {
        if (--left == 0) {
          part = (flags & HAS_EXTRA) != 0 ? Part.EXTRA_LOW : name();
        }
      }
      case EXTRA_LOW -> {
        left = b;
        part = Part.EXTRA_HIGH;
      }
      case EXTRA_HIGH -> {
        left |= b << 8;
        part = left > 0 ? Part.EXTRA : name();
      }
      case EXTRA -> {
        if (--left == 0) {
          part = name();
        }
      }
      case NAME -> {
        if (b == 0) {
          part = comment();
        }
      }
      case COMMENT -> {
        if (b == 0) {
          part = check();
        }
      }
      case CHECK_LOW -> {
        check = b;
        part = Part.CHECK_HIGH;
      }
      case CHECK_HIGH -> {
        demand((check | b << 8) == (crc.getValue() & 0xffff));
        part = Part.DONE;
      }
      case DONE -> {}
    }
  }

  private Part name() {
    return (flags & HAS_NAME) != 0 ? Part.NAME : comment();
  }

  private Part comment() {
    return (flags & HAS_COMMENT) != 0 ? Part.COMMENT : check();
  }

  private Part check() {
    return (flags & HAS_CHECK) != 0 ? Part.CHECK_LOW : Part.DONE;
  }

  private static void demand(boolean holds) throws DataFormatException {
    if (!holds) {
      throw new DataFormatException();
    }
  }
}
