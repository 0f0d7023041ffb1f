package org.brood.script.bif;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.brood.script.value.ByteSink;
import org.brood.script.value.Str;

/// Text for JSON: valid UTF-8 stays, else bytes over 127 and control characters become `\xHH`.
final class Utf8Escape {
  private Utf8Escape() {}

  static void append(ByteSink out, Str text) {
    boolean valid = isValid(text);
    for (int i = 0; i < text.length(); i++) {
      int c = text.at(i);
      boolean control = c < 32 && c != '\b' && c != '\f' && c != '\n' && c != '\r' && c != '\t';
      if (control || c == 127 || c > 127 && !valid) {
        out.ascii(String.format(Locale.ROOT, "\\x%02x", c));
      } else {
        out.put(c);
      }
    }
  }

  private static boolean isValid(Str text) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text.bytes()));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
