package org.brood.script.value;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Message digests by their Java names, such as `SHA-256`.
///
/// A copy of one that has seen nothing costs a fraction of asking the JDK's providers for another.
public final class Digests {
  private static final Map<String, MessageDigest> FRESH = new ConcurrentHashMap<>();

  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private Digests() {}

  /// A digest that has seen nothing.
  ///
  /// @param algorithm one that every JDK has
  public static MessageDigest fresh(String algorithm) {
    try {
      return (MessageDigest) FRESH.computeIfAbsent(algorithm, Digests::first).clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e); // those of the JDK can be copied
    }
  }

  /// The digest of some bytes.
  ///
  /// @param algorithm one that every JDK has
  public static byte[] of(String algorithm, byte[] bytes) {
    return fresh(algorithm).digest(bytes);
  }

  /// Bytes as hexadecimal digits, in lower case.
  public static Str hex(byte[] bytes) {
    byte[] text = new byte[2 * bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      text[2 * i] = DIGITS[bytes[i] >> 4 & 0xf];
      text[2 * i + 1] = DIGITS[bytes[i] & 0xf];
    }
    return Str.wrap(text);
  }

  private static MessageDigest first(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
