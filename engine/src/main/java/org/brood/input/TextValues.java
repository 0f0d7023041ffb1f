package org.brood.input;

import java.util.ArrayList;
import java.util.List;
import org.brood.regex.RegexSyntaxException;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.VectorType;
import org.brood.script.value.Addr;
import org.brood.script.value.Pattern;
import org.brood.script.value.Port;
import org.brood.script.value.Str;
import org.brood.script.value.Subnet;
import org.brood.script.value.Table;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// Values out of text, in plain boxed form, written as in Zeek's logs.
final class TextValues {
  private static final Str BACKSLASH = Str.of("\\");

  private final char setSeparator;
  private final String emptyField;
  private final Str unsetField;

  TextValues(char setSeparator, String emptyField, String unsetField) {
    this.setSeparator = setSeparator;
    this.emptyField = emptyField;
    this.unsetField = Str.of(unsetField);
  }

  /// Text that is no value of its type; the message is for the user.
  static final class BadValue extends Exception {
    /// Whether the text should have been an enumerator.
    final boolean isEnum;

    /// Whether it is one of a set or vector, of which nobody knows the line.
    private final boolean isElement;

    private BadValue(String text, boolean isEnum, boolean isElement) {
      super(text, null, false, false);
      this.isEnum = isEnum;
      this.isElement = isElement;
    }

    BadValue(String text) {
      this(text, false, false);
    }

    private static BadValue enumerator(String name) {
      return new BadValue(name, true, false);
    }

    private BadValue inside() {
      return new BadValue(text(), isEnum, true);
    }

    String text() {
      return String.valueOf(getMessage());
    }

    /// Says what is wrong.
    ///
    /// @param warnings takes the warnings
    /// @param consequence what is said too, unless the value only names no enumerator
    void tell(Feed feed, Feed.Place place, Oddities warnings, String consequence) {
      if (isEnum) {
        feed.badEnum(isElement ? Feed.Place.NONE : place, text());
        return;
      }
      warnings.odd(text());
      warnings.odd(consequence);
    }
  }

  /// Takes what is odd about a value that is good all the same.
  @FunctionalInterface
  interface Oddities {
    void odd(String text);
  }

  boolean isUnset(Str text) {
    return text.equals(unsetField);
  }

  /// The value that a text is.
  ///
  /// @param name of the column, for messages
  /// @param text with escapes
  /// @throws BadValue if it is none
  Object parse(Str text, Type type, String name, Oddities oddities) throws BadValue {
    return switch (type) {
      case Basic basic -> scalar(text, basic, name, oddities);
      case EnumType e -> item(unescaped(text).toString(), e);
      case VectorType vector -> vector(text, vector, name, oddities);
      case TableType set -> set(text, set, name, oddities);
      default -> throw new BadValue("unsupported field format for " + name);
    };
  }

  private static EnumType.Item item(String name, EnumType type) throws BadValue {
    EnumType.Item found = type.item(name);
    if (found == null) {
      int colons = type.name().lastIndexOf("::");
      found = colons < 0 ? null : type.item(type.name().substring(0, colons + 2) + name);
    }
    if (found == null) {
      throw BadValue.enumerator(name);
    }
    return found;
  }

  private Object scalar(Str raw, Basic type, String name, Oddities oddities) throws BadValue {
    if (type == Basic.STRING) {
      return raw.toLatin1().equals(emptyField) ? Str.EMPTY : unescaped(raw);
    }
    String text = unescaped(raw).toLatin1();
    return switch (type) {
      case BOOL ->
          switch (text) {
            case "T", "True", "true", "1" -> true;
            case "F", "False", "false", "0" -> false;
            default -> throw new BadValue("Field: " + name + " Invalid value for boolean: " + text);
          };
      case INT -> Numbers.signed(text, oddities);
      case COUNT -> Numbers.unsigned(text, oddities);
      case DOUBLE, TIME, INTERVAL -> Numbers.real(text, oddities);
      case PORT -> port(text, oddities);
      case ADDR -> addr(text, oddities);
      case SUBNET -> subnet(text, oddities);
      case PATTERN -> pattern(text);
      default -> throw new BadValue("unsupported field format for " + name);
    };
  }

  private static Port port(String text, Oddities oddities) throws BadValue {
    int slash = text.indexOf('/');
    int number =
        (int) (Numbers.unsigned(slash < 0 ? text : text.substring(0, slash), oddities) & 0xffff);
    if (slash < 0) {
      return new Port(number, Port.UNKNOWN);
    }
    int proto = protocol(text.substring(slash + 1));
    if (proto == Port.UNKNOWN && !text.endsWith("/unknown")) {
      oddities.odd(
          "Port '" + text + "' contained unknown protocol '" + text.substring(slash + 1) + "'");
    }
    return new Port(number, proto);
  }

  /// The protocol that a word names, unknown if it names none.
  static int protocol(String word) {
    return Math.max(Port.UNKNOWN, Port.proto(word));
  }

  /// The protocol that a word of a column of its own names; unknown, and odd, if it names none.
  static int protocol(String word, Oddities oddities) {
    int named = protocol(word);
    if (named == Port.UNKNOWN && !word.equals("unknown")) {
      oddities.odd("Tried to parse invalid/unknown protocol: " + word);
    }
    return named;
  }

  /// An address, with or without brackets; what is none reads as one of zeros.
  private static Addr addr(String text, Oddities oddities) {
    boolean brackets = text.startsWith("[") && text.endsWith("]");
    Addr found = Addr.parse(brackets ? text.substring(1, text.length() - 1) : text.strip());
    if (found != null) {
      return found;
    }
    oddities.odd("Bad address: " + text);
    return text.indexOf(':') >= 0 ? new Addr(0, 0) : Addr.v4(0);
  }

  private static Subnet subnet(String text, Oddities oddities) throws BadValue {
    int slash = text.indexOf('/');
    Addr base = slash < 0 ? null : addr(text.substring(0, slash), oddities);
    Subnet found = base == null ? null : Subnet.ofWritten(base, text.substring(slash + 1));
    if (found == null) {
      throw new BadValue("Invalid value for subnet: " + text);
    }
    return found;
  }

  private static Pattern pattern(String text) throws BadValue {
    if (text.length() >= 2 && text.startsWith("/") && text.endsWith("/")) {
      try {
        return Pattern.parse(Str.latin1(text.substring(1, text.length() - 1)), false, false);
      } catch (RegexSyntaxException e) {
        // said below
      }
    }
    throw new BadValue("String '" + text + "' contained no parseable pattern.");
  }

  private List<Str> elements(Str text) {
    List<Str> parts = new ArrayList<>();
    if (text.toLatin1().equals(emptyField)) {
      return parts;
    }
    int from = 0;
    for (int at = 0; at <= text.length(); at++) {
      if (at == text.length() || text.at(at) == setSeparator) {
        parts.add(text.sub(from, at));
        from = at + 1;
      }
    }
    return parts;
  }

  private Object element(Str part, Type type, String name, Oddities oddities) throws BadValue {
    try {
      return parse(part, type, name, oddities);
    } catch (BadValue bad) {
      if (bad.isEnum) {
        throw bad.inside();
      }
      oddities.odd(bad.text());
      throw new BadValue("Error while reading set or vector");
    }
  }

  private Vec vector(Str text, VectorType type, String name, Oddities oddities) throws BadValue {
    Vec made = new Vec(type);
    for (Str part : elements(text)) {
      made.add(isUnset(part) ? null : element(part, type.element(), name, oddities));
    }
    return made;
  }

  private Table set(Str text, TableType type, String name, Oddities oddities) throws BadValue {
    Table made = new Table(type);
    for (Str part : elements(text)) {
      if (!isUnset(part)) {
        made.put(element(part, type.index().getFirst(), name, oddities), Table.MEMBER);
      }
    }
    return made;
  }

  /// The bytes of a text in which `\xNN` stands for a byte.
  static Str unescaped(Str text) {
    if (text.indexOf(BACKSLASH, 0) < 0) {
      return text;
    }
    byte[] out = new byte[text.length()];
    int length = 0;
    for (int at = 0; at < text.length(); at++) {
      if (isEscape(text, at)) {
        out[length++] =
            (byte)
                (Character.digit(text.at(at + 2), 16) << 4 | Character.digit(text.at(at + 3), 16));
        at += 3;
      } else {
        out[length++] = (byte) text.at(at);
      }
    }
    return Str.copyOf(out, 0, length);
  }

  private static boolean isEscape(Str text, int at) {
    return at + 3 < text.length()
        && text.at(at) == '\\'
        && text.at(at + 1) == 'x'
        && Character.digit(text.at(at + 2), 16) >= 0
        && Character.digit(text.at(at + 3), 16) >= 0;
  }

  /// The value of a text, null if it is unset.
  @Nullable Object parseOrUnset(Str text, Type type, String name, Oddities oddities)
      throws BadValue {
    return isUnset(text) ? null : parse(text, type, name, oddities);
  }
}
