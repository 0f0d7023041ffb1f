package org.brood.script.syntax;

import java.util.Optional;
import java.util.regex.Pattern;
import org.brood.script.source.SourceFile;
import org.jspecify.annotations.Nullable;

/// Finds the longest literal at a place: numbers, intervals, ports, addresses, subnets.
final class LiteralScanner {
  private static final Pattern DOUBLE_COLON =
      Pattern.compile("(0x[0-9a-fA-F])?[0-9a-fA-F:]*::[0-9a-fA-F:]*(([0-9]+\\.){3}[0-9]+)?");
  private static final Pattern FULL =
      Pattern.compile("([0-9a-fA-F]+:){7}[0-9a-fA-F]+|([0-9a-fA-F]+:){6}([0-9]+\\.){3}[0-9]+");
  private static final int LONGEST_ADDRESS = 80;

  private final SourceFile file;

  LiteralScanner(SourceFile file) {
    this.file = file;
  }

  /// A literal: where it ends, its value, and what is wrong with it.
  record Match(int end, Constant value, Optional<String> problem) {
    Match(int end, Constant value) {
      this(end, value, Optional.empty());
    }
  }

  boolean startsWith(int at, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (file.at(at + i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  int blanks(int at) {
    while (file.at(at) == ' ' || file.at(at) == '\t') {
      at++;
    }
    return at;
  }

  /// The end of the letters, digits and underscores at `at`.
  int word(int at) {
    while (Lexer.isLetter(file.at(at)) || Lexer.isDigit(file.at(at))) {
      at++;
    }
    return at;
  }

  /// The end of a name with its modules.
  int name(int at) {
    int end = word(at);
    while (file.at(end) == ':' && file.at(end + 1) == ':' && Lexer.isLetter(file.at(end + 2))) {
      end = word(end + 2);
    }
    return end;
  }

  private int digits(int at) {
    while (Lexer.isDigit(file.at(at))) {
      at++;
    }
    return at;
  }

  @Nullable Match longest(int at) {
    if (file.at(at) == '[') {
      return address6(at);
    }
    Match best = Lexer.isDigit(file.at(at)) || file.at(at) == '.' ? number(at) : null;
    Match host = hostname(at);
    return best == null || (host != null && host.end() > best.end()) ? host : best;
  }

  private @Nullable Match number(int at) {
    Match best = address4(at);
    if (best != null) {
      return best;
    }
    int whole = digits(at);
    int real = real(at);
    Match scaled = interval(at, real);
    if (scaled != null) {
      return scaled;
    }
    Match port = whole > at ? port(at, whole) : null;
    if (port != null) {
      return port;
    }
    if (file.at(at) == '0' && file.at(at + 1) == 'x' && hexDigits(at + 2) > at + 2) {
      int end = hexDigits(at + 2);
      return new Match(end, new Constant.Count(parse(file.latin1(at + 2, end), 16)));
    }
    if (real > whole) {
      return new Match(real, new Constant.Real(toDouble(file.latin1(at, real))));
    }
    return new Match(whole, new Constant.Count(parse(file.latin1(at, whole), 10)));
  }

  private int hexDigits(int at) {
    while (Character.digit(file.at(at), 16) >= 0) {
      at++;
    }
    return at;
  }

  /// The largest value for what does not fit, as `strtoull`.
  private static long parse(String digits, int radix) {
    try {
      return Long.parseUnsignedLong(digits, radix);
    } catch (NumberFormatException tooLarge) {
      return -1;
    }
  }

  private int real(int at) {
    int end = digits(at);
    if (file.at(end) == '.') {
      int fraction = digits(end + 1);
      end = fraction > end + 1 || end > at ? fraction : end;
    }
    if (file.at(end) == 'e' || file.at(end) == 'E') {
      int sign = file.at(end + 1) == '-' || file.at(end + 1) == '+' ? 1 : 0;
      int exponent = digits(end + 1 + sign);
      end = exponent > end + 1 + sign ? exponent : end;
    }
    return end;
  }

  private static double toDouble(String text) {
    return Double.parseDouble(text);
  }

  private @Nullable Match interval(int at, int real) {
    int unit = blanks(real);
    for (Unit candidate : Unit.values()) {
      if (startsWith(unit, candidate.word)) {
        int end = unit + candidate.word.length();
        double seconds = toDouble(file.latin1(at, real)) * candidate.seconds;
        return new Match(file.at(end) == 's' ? end + 1 : end, new Constant.Interval(seconds));
      }
    }
    return null;
  }

  private enum Unit {
    DAY("day", 86_400),
    HOUR("hr", 3_600),
    MINUTE("min", 60),
    SECOND("sec", 1),
    MILLISECOND("msec", 1e-3),
    MICROSECOND("usec", 1e-6);

    private final String word;
    private final double seconds;

    Unit(String word, double seconds) {
      this.word = word;
      this.seconds = seconds;
    }
  }

  private @Nullable Match port(int at, int end) {
    for (Constant.Transport transport : Constant.Transport.values()) {
      String suffix = "/" + transport.name().toLowerCase(java.util.Locale.ROOT);
      if (startsWith(end, suffix)) {
        long number = parse(file.latin1(at, end), 10);
        boolean wide = transport == Constant.Transport.TCP || transport == Constant.Transport.UDP;
        int last = end + suffix.length();
        if (Long.compareUnsigned(number, wide ? 65_535 : 255) > 0) {
          String problem = "bad port number - " + file.latin1(at, last);
          return new Match(last, new Constant.Port(0, transport), Optional.of(problem));
        }
        return new Match(last, new Constant.Port((int) number, transport));
      }
    }
    return null;
  }

  private @Nullable Match address4(int at) {
    int end = at;
    for (int part = 0; part < 4; part++) {
      int stop = digits(end);
      if (stop == end || (part < 3 && file.at(stop) != '.')) {
        return null;
      }
      end = part < 3 ? stop + 1 : stop;
    }
    String written = file.latin1(at, end);
    Constant.Address address = Addresses.parse4(written);
    return withMask(end, address == null ? new Constant.Address(0, 0) : address, written, address);
  }

  private @Nullable Match address6(int at) {
    int end = at + 1;
    while (end - at < LONGEST_ADDRESS && isAddressByte(file.at(end))) {
      end++;
    }
    if (file.at(end) != ']') {
      return null;
    }
    String inner = file.latin1(at + 1, end);
    if (!DOUBLE_COLON.matcher(inner).matches() && !FULL.matcher(inner).matches()) {
      return null;
    }
    Constant.Address address =
        Addresses.parse6(inner.startsWith("0x") ? inner.substring(2) : inner);
    Constant.Address value = address == null ? new Constant.Address(0, 0) : address;
    return withMask(end + 1, value, inner, address);
  }

  private static boolean isAddressByte(int c) {
    return c == ':' || c == '.' || c == 'x' || (c > 0 && Character.digit(c, 16) >= 0);
  }

  private Match withMask(
      int end, Constant.Address value, String written, Constant.@Nullable Address parsed) {
    Optional<String> problem =
        parsed == null ? Optional.of("failed converting IP address: " + written) : Optional.empty();
    int slash = blanks(end);
    int from = blanks(slash + 1);
    int to = digits(from);
    if (file.at(slash) != '/' || to == from) {
      return new Match(end, value, problem);
    }
    boolean v4 = value.isV4() && !written.contains(":");
    long width = parse(file.latin1(from, to), 10);
    int widest = v4 ? 32 : 128;
    if (problem.isEmpty() && Long.compareUnsigned(width, widest) > 0) {
      String family = v4 ? "IPv4" : "IPv6";
      problem =
          Optional.of("bad " + family + " subnet prefix length: " + Long.toUnsignedString(width));
      width = widest;
    }
    return new Match(to, Addresses.mask(value, (int) (v4 ? width + 96 : width)), problem);
  }

  /// A name with dots, which old scripts had looked up.
  private @Nullable Match hostname(int at) {
    int end = at;
    int best = -1;
    int labels = 0;
    while (Character.isLetterOrDigit(file.at(end)) && file.at(end) < 0x80) {
      boolean letter = Lexer.isLetter(file.at(end));
      while (isHostByte(file.at(end))) {
        end++;
      }
      labels++;
      best = letter && labels > 1 ? end : best;
      if (file.at(end) != '.') {
        break;
      }
      end++;
    }
    if (best < 0) {
      return null;
    }
    String problem =
        "DNS lookup of host literal '"
            + file.latin1(at, best)
            + "' is not supported. Replace with blocking_lookup_hostname().";
    return new Match(best, new Constant.Text(""), Optional.of(problem));
  }

  private static boolean isHostByte(int c) {
    return c == '-' || Lexer.isDigit(c) || (Lexer.isLetter(c) && c != '_');
  }
}
