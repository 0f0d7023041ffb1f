package org.brood.format.mime;

import java.util.Arrays;

/// Base64 that comes in pieces (RFC 2045, section 6.8). What is no digit is left out and told once.
final class Base64Stream {
  private static final byte[] VALUES = values();

  /// Who takes bytes and complaints.
  interface Sink {
    void decoded(int b);

    void problem(String detail);
  }

  private final Sink sink;
  private int group;
  private int digits;
  private int padding;
  private boolean over;
  private boolean told;

  Base64Stream(Sink sink) {
    this.sink = sink;
  }

  void digit(int b) {
    if (b == '=') {
      padding++;
    }
    int value = VALUES[b];
    if (value < 0) {
      tell("character " + b + " ignored by Base64 decoding");
      return;
    }
    group = group << 6 | value;
    if (++digits == 4) {
      decode();
    }
  }

  private void decode() {
    digits = 0;
    if (over) {
      tell("extra base64 groups after '=' padding are ignored");
      return;
    }
    for (int i = 0; i < 3 - padding; i++) {
      sink.decoded(group >> (16 - 8 * i) & 0xff);
    }
    over |= padding > 0;
    padding = 0;
  }

  private void tell(String detail) {
    if (!told) {
      told = true;
      sink.problem(detail);
    }
  }

  /// Fills up the last group.
  void end() {
    if (digits == 0) {
      return;
    }
    sink.problem("incomplete base64 group, padding with " + (4 - digits) * 6 + " bits of 0");
    while (digits != 0) {
      digit('=');
    }
  }

  private static byte[] values() {
    byte[] made = new byte[256];
    Arrays.fill(made, (byte) -1);
    for (int i = 0; i < 26; i++) {
      made['A' + i] = (byte) i;
      made['a' + i] = (byte) (26 + i);
    }
    for (int i = 0; i < 10; i++) {
      made['0' + i] = (byte) (52 + i);
    }
    made['+'] = 62;
    made['/'] = 63;
    made['='] = 0;
    return made;
  }
}
