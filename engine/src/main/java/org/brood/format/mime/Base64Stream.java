package org.brood.format.mime;

import java.util.Arrays;

/// Base64 that comes in pieces (RFC 2045, section 6.8). What is no digit is left out and told once.
public final class Base64Stream {
  /// The digits of RFC 4648, section 4.
  public static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private static final byte[] VALUES = values(ALPHABET);

  /// Who takes bytes and complaints.
  public interface Sink {
    void decoded(int b);

    void problem(String detail);
  }

  private final Sink sink;
  private final byte[] digitValues;
  private int group;
  private int digits;
  private int padding;
  private boolean over;
  private boolean told;

  public Base64Stream(Sink sink) {
    this.sink = sink;
    this.digitValues = VALUES;
  }

  /// With digits of one's own.
  ///
  /// @param alphabet 64 different characters below 256
  public Base64Stream(Sink sink, String alphabet) {
    this.sink = sink;
    this.digitValues = values(alphabet);
  }

  /// Takes the next character, from 0 to 255.
  public void digit(int b) {
    if (b == '=') {
      padding++;
    }
    int value = digitValues[b];
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

  /// Whether there was something that is no base64.
  public boolean hasProblem() {
    return told;
  }

  /// Fills up the last group.
  public void end() {
    if (digits == 0) {
      return;
    }
    sink.problem("incomplete base64 group, padding with " + (4 - digits) * 6 + " bits of 0");
    while (digits != 0) {
      digit('=');
    }
  }

  private static byte[] values(String alphabet) {
    byte[] made = new byte[256];
    Arrays.fill(made, (byte) -1);
    for (int i = 0; i < alphabet.length(); i++) {
      made[alphabet.charAt(i)] = (byte) i;
    }
    made['='] = 0;
    return made;
  }
}
