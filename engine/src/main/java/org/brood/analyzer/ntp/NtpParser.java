package org.brood.analyzer.ntp;

import org.brood.analyzer.ntp.NtpMessage.Body;
import org.brood.analyzer.ntp.NtpMessage.Control;
import org.brood.analyzer.ntp.NtpMessage.Nothing;
import org.brood.analyzer.ntp.NtpMessage.Private;
import org.brood.analyzer.ntp.NtpMessage.Signature;
import org.brood.analyzer.ntp.NtpMessage.Standard;
import org.brood.analyzer.ntp.NtpMessage.Timestamps;
import org.brood.bytes.ByteCursor;
import org.brood.bytes.Malformed;
import org.jspecify.annotations.Nullable;

/// Reads messages.
final class NtpParser {
  private static final int KEY = 4;
  private static final int MD5 = 16;
  private static final int SHA1 = 20;
  private static final int DES = 8;

  /// The part of an extension field that has no variable length, and the least that one may have.
  private static final int EXTENSION_FIXED = 22;

  private NtpParser() {}

  static NtpMessage message(ByteCursor in) {
    int first = in.u8();
    int mode = first & 7;
    return new NtpMessage(first >> 3 & 7, mode, body(in, mode));
  }

  private static Body body(ByteCursor in, int mode) {
    return switch (mode) {
      case 0 -> new Nothing();
      case NtpMessage.CONTROL -> control(in);
      case NtpMessage.PRIVATE -> privateMessage(in);
      default -> standard(in);
    };
  }

  private static Standard standard(ByteCursor in) {
    int stratum = in.u8();
    int poll = (byte) in.u8();
    int precision = (byte) in.u8();
    double delay = shortTime(in);
    double dispersion = shortTime(in);
    byte[] reference = in.bytes(4);
    Timestamps times = new Timestamps(in.u64(), in.u64(), in.u64(), in.u64());
    int extensions = 0;
    while (in.remaining() > KEY + SHA1) {
      extension(in);
      extensions++;
    }
    return new Standard(
        stratum, poll, precision, delay, dispersion, reference, times, signature(in), extensions);
  }

  private static double shortTime(ByteCursor in) {
    int seconds = (short) in.u16();
    int fractions = (short) in.u16();
    return seconds + fractions / 65536.0;
  }

  /// Passes over an extension field: a length, times, and two parts of which each says how long it
  /// is.
  private static void extension(ByteCursor in) {
    int start = in.position();
    in.skip(2);
    int length = in.u16();
    if (length < EXTENSION_FIXED) {
      throw new Malformed("extension field too short");
    }
    in.skip(10);
    long value = in.u32();
    if (value > length - EXTENSION_FIXED) {
      throw new Malformed("value longer than its extension field");
    }
    in.skip((int) value);
    long signature = in.u32();
    if (signature > in.remaining()) {
      throw new Malformed("signature longer than the message");
    }
    in.skip((int) signature);
    int rest = length - (in.position() - start);
    if (rest > 0) {
      in.skip(rest);
    }
  }

  private static @Nullable Signature signature(ByteCursor in) {
    return switch (in.remaining()) {
      case KEY + MD5, KEY + SHA1 -> new Signature(in.u32(), in.rest());
      default -> null;
    };
  }

  private static Control control(ByteCursor in) {
    int flags = in.u8();
    int sequence = in.u16();
    int status = in.u16();
    int association = in.u16();
    in.skip(2); // where the data belongs in a longer answer
    byte[] data = in.bytes(in.u16());
    Signature signature = in.remaining() == KEY + DES ? new Signature(in.u32(), in.rest()) : null;
    return new Control(flags, sequence, status, association, data, signature);
  }

  private static Private privateMessage(ByteCursor in) {
    int second = in.u8();
    boolean signed = (second & 0x80) != 0;
    int implementation = in.u8();
    int request = in.u8();
    int errorAndLength = in.u16();
    byte[] data = in.bytes(errorAndLength & 0xfff);
    if (signed) {
      in.skip(KEY + MD5);
    }
    return new Private(request, signed, second & 0x7f, implementation, errorAndLength >> 12, data);
  }
}
