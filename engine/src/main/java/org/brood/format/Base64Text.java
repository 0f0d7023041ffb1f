package org.brood.format;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.brood.format.mime.Base64Stream;
import org.jspecify.annotations.Nullable;

/// Base64 in one piece, as protocols carry it in a line.
public final class Base64Text {
  private Base64Text() {}

  /// Decodes with the usual alphabet.
  ///
  /// @param problems who is told what is wrong, in words
  /// @return null if it is no base64
  public static byte @Nullable [] decode(byte[] text, Consumer<String> problems) {
    return decode(text, Base64Stream.ALPHABET, problems);
  }

  /// Decodes as leniently as [Base64Stream] does.
  ///
  /// @param alphabet the 64 digits in order
  /// @param problems who is told what is wrong, in words
  /// @return null if it is no base64
  public static byte @Nullable [] decode(byte[] text, String alphabet, Consumer<String> problems) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    Base64Stream decoder =
        new Base64Stream(
            new Base64Stream.Sink() {
              @Override
              public void decoded(int b) {
                plain.write(b);
              }

              @Override
              public void problem(String detail) {
                problems.accept(detail);
              }
            },
            alphabet);
    for (byte b : text) {
      decoder.digit(b & 0xff);
    }
    if (decoder.hasProblem()) {
      return null;
    }
    decoder.end();
    return plain.toByteArray();
  }
}
