package org.brood.script.bif;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.brood.script.value.Str;

/// Reads JSON (RFC 8259) into Java values: `Map` from [Str], `List`, [Str], `Boolean`, `Long`,
/// `Double`, [#NULL].
final class JsonParser {
  static final Object NULL = new Object();

  /// A whole number above what a signed one holds.
  record Unsigned(long bits) {}

  private static final int MAX_DEPTH = 400;

  private final Str text;
  private int at;

  /// A text that is no JSON; the message says why and where.
  static final class Malformed extends Exception {
    Malformed(String what, int offset) {
      super("JSON parse error: " + what + " Offset: " + offset, null, false, false);
    }
  }

  private JsonParser(Str text) {
    this.text = text;
  }

  static Object parse(Str text) throws Malformed {
    JsonParser reader = new JsonParser(text);
    reader.space();
    if (reader.at == text.length()) {
      throw reader.wrong("The document is empty.");
    }
    Object value = reader.value(0);
    reader.space();
    if (reader.at < text.length()) {
      throw reader.wrong("The document root must not be followed by other values.");
    }
    return value;
  }

  private Malformed wrong(String what) {
    return new Malformed(what, at);
  }

  private int peek() {
    return at < text.length() ? text.at(at) : -1;
  }

  private void space() {
    while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
      at++;
    }
  }

  private boolean take(char c) {
    if (peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  private Object value(int depth) throws Malformed {
    if (depth > MAX_DEPTH) {
      throw wrong("Terminate parsing due to Handler error.");
    }
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", NULL);
      default -> number();
    };
  }

  private Object word(String word, Object value) throws Malformed {
    for (int i = 0; i < word.length(); i++) {
      if (!take(word.charAt(i))) {
        throw wrong("Invalid value.");
      }
    }
    return value;
  }

  private Map<Str, Object> object(int depth) throws Malformed {
    Map<Str, Object> members = new LinkedHashMap<>();
    at++;
    space();
    if (take('}')) {
      return members;
    }
    while (true) {
      if (peek() != '"') {
        throw wrong("Missing a name for object member.");
      }
      Str name = string();
      space();
      if (!take(':')) {
        throw wrong("Missing a colon after a name of object member.");
      }
      space();
      members.put(name, value(depth + 1));
      space();
      if (take('}')) {
        return members;
      }
      if (!take(',')) {
        throw wrong("Missing a comma or } after an object member.");
      }
      space();
    }
  }

  private List<Object> array(int depth) throws Malformed {
    List<Object> elements = new ArrayList<>();
    at++;
    space();
    if (take(']')) {
      return elements;
    }
    while (true) {
      elements.add(value(depth + 1));
      space();
      if (take(']')) {
        return elements;
      }
      if (!take(',')) {
        throw wrong("Missing a comma or ] after an array element.");
      }
      space();
    }
  }

  private Str string() throws Malformed {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    at++;
    while (true) {
      int c = peek();
      if (c < 0) {
        throw wrong("Missing a closing quotation mark in string.");
      }
      if (c < ' ') {
        throw wrong("Invalid encoding in string.");
      }
      at++;
      if (c == '"') {
        return Str.wrap(out.toByteArray());
      }
      if (c == '\\') {
        escape(out);
      } else {
        out.write(c);
      }
    }
  }

  private void escape(ByteArrayOutputStream out) throws Malformed {
    int c = peek();
    int plain =
        switch (c) {
          case '"', '\\', '/' -> c;
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          default -> -1;
        };
    if (plain >= 0) {
      at++;
      out.write(plain);
      return;
    }
    if (c != 'u') {
      throw wrong("Invalid escape character in string.");
    }
    at++;
    int unit = hex();
    int point = unit;
    if (Character.isSurrogate((char) unit)) {
      if (!Character.isHighSurrogate((char) unit) || !take('\\') || !take('u')) {
        throw wrong("The surrogate pair in string is invalid.");
      }
      int low = hex();
      if (!Character.isLowSurrogate((char) low)) {
        throw wrong("The surrogate pair in string is invalid.");
      }
      point = Character.toCodePoint((char) unit, (char) low);
    }
    out.writeBytes(Str.of(Character.toString(point)).bytes());
  }

  private int hex() throws Malformed {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = peek() < 0 ? -1 : Character.digit(peek(), 16);
      if (digit < 0) {
        throw wrong("Incorrect hex digit after \\u escape in string.");
      }
      value = value << 4 | digit;
      at++;
    }
    return value;
  }

  private boolean digits() {
    int from = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    return at > from;
  }

  private Object number() throws Malformed {
    int from = at;
    take('-');
    int first = at;
    if (!take('0') && !digits()) {
      throw wrong("Invalid value.");
    }
    boolean whole = true;
    if (take('.')) {
      whole = false;
      if (!digits()) {
        throw wrong("Miss fraction part in number.");
      }
    }
    if (peek() == 'e' || peek() == 'E') {
      whole = false;
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      if (!digits()) {
        throw wrong("Miss exponent in number.");
      }
    }
    String written = text.sub(from, at).toLatin1();
    if (whole) {
      try {
        return Long.parseLong(written);
      } catch (NumberFormatException e) {
        // too large: without sign it may fit
      }
      try {
        if (first == from) {
          return new Unsigned(Long.parseUnsignedLong(written));
        }
      } catch (NumberFormatException e) {
        // then as a double
      }
    }
    double value = Double.parseDouble(written);
    if (Double.isInfinite(value)) {
      at = from;
      throw wrong("Number too big to be stored in double.");
    }
    return value;
  }
}
