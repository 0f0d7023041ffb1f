package org.brood.script.bif;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.EnumType;
import org.brood.script.value.Addr;
import org.brood.script.value.ByteSink;
import org.brood.script.value.Decimal;
import org.brood.script.value.Describe;
import org.brood.script.value.IntVal;
import org.brood.script.value.IntervalVal;
import org.brood.script.value.Port;
import org.brood.script.value.Str;
import org.brood.script.value.TimeVal;
import org.jspecify.annotations.Nullable;

/// `fmt`: C's format strings, with Zeek's additions.
@Natives
public final class Formatting {
  private static final int MOST = 128;
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HH:mm", Locale.ROOT);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HH:mm:ss", Locale.ROOT);

  private Formatting() {}

  public static Str fmt(Runtime rt, @Nullable Object[] values) {
    if (values.length == 0) {
      return Str.EMPTY;
    }
    if (!(values[0] instanceof Str format)) {
      return Strings.cat(values);
    }
    ByteSink out = new ByteSink(format.length() + 32);
    byte[] f = format.bytes();
    int next = 1;
    for (int i = 0; i < f.length; i++) {
      if (f[i] != '%') {
        out.put(f[i]);
      } else if (i + 1 < f.length && f[i + 1] == '%') {
        out.put('%');
        i++;
      } else {
        Directive directive = Directive.parse(f, i + 1);
        if (next >= values.length) {
          rt.complain("too few arguments for format", format);
          return Str.EMPTY;
        }
        append(rt, out, directive, values[next++]);
        i = directive.end - 1;
      }
    }
    if (next < values.length) {
      rt.complain("too many arguments for format", format);
      return Str.EMPTY;
    }
    return out.toStr();
  }

  /// One `%…` directive.
  private record Directive(
      boolean left, boolean zero, int width, int precision, int letter, int end) {
    static Directive parse(byte[] f, int from) {
      int at = from;
      boolean left = at < f.length && f[at] == '-';
      at += left ? 1 : 0;
      boolean zero = at < f.length && f[at] == '0';
      int width = -1;
      int precision = -1;
      while (at < f.length && f[at] >= '0' && f[at] <= '9') {
        width = Math.min(1000, Math.max(width, 0) * 10 + f[at++] - '0');
      }
      if (at < f.length && f[at] == '.') {
        at++;
        precision = 0;
        while (at < f.length && f[at] >= '0' && f[at] <= '9') {
          precision = Math.min(1000, precision * 10 + f[at++] - '0');
        }
      }
      int letter = at < f.length ? f[at++] : 0;
      return new Directive(left, zero && !left, width, precision, letter, at);
    }
  }

  private static void append(
      Runtime rt, ByteSink out, Directive directive, @Nullable Object value) {
    if (directive.width > MOST || directive.precision > MOST) {
      rt.complain("excessive field width or precision");
      return;
    }
    if (directive.width <= 0) {
      bare(rt, out, directive, value);
      return;
    }
    ByteSink one = new ByteSink();
    bare(rt, one, directive, value);
    int missing = directive.width - one.length();
    if (!directive.left) {
      pad(out, missing);
    }
    out.put(one.array(), 0, one.length());
    if (directive.left) {
      pad(out, missing);
    }
  }

  /// Appends a value without padding.
  private static void bare(Runtime rt, ByteSink out, Directive directive, @Nullable Object value) {
    switch (directive.letter) {
      case 's' -> Describe.appendAny(out, value);
      case 'd', 'x' -> number(rt, out, directive, value);
      case 'e', 'f', 'g' -> floating(rt, out, directive, value);
      case 'D', 'T' -> date(rt, out, directive.letter == 'T', value);
      default -> rt.complain("bad format");
    }
  }

  private static void pad(ByteSink out, int count) {
    for (int i = 0; i < count; i++) {
      out.put(' ');
    }
  }

  private static void number(
      Runtime rt, ByteSink out, Directive directive, @Nullable Object value) {
    boolean hex = directive.letter == 'x';
    String digits;
    switch (value) {
      case Addr a when hex -> {
        out.ascii(java.util.HexFormat.of().formatHex(a.toBytes()));
        return;
      }
      case Long n -> digits = hex ? Long.toHexString(n) : Long.toUnsignedString(n);
      case IntVal(long n) -> digits = hex ? Long.toHexString(n) : Long.toString(n);
      case Boolean b -> digits = b ? "1" : "0";
      case Port p -> digits = hex ? Integer.toHexString(p.number()) : "" + p.number();
      case EnumType.Item e -> digits = hex ? Long.toHexString(e.value()) : "" + e.value();
      case null, default -> {
        rt.complain("bad type for %d/%x format");
        return;
      }
    }
    zeros(out, digits, directive);
  }

  private static void zeros(ByteSink out, String digits, Directive directive) {
    String text = digits;
    if (directive.zero && text.length() < directive.width) {
      boolean negative = text.startsWith("-");
      String bare = negative ? text.substring(1) : text;
      text = (negative ? "-" : "") + "0".repeat(directive.width - text.length()) + bare;
    }
    out.ascii(text);
  }

  private static void floating(
      Runtime rt, ByteSink out, Directive directive, @Nullable Object value) {
    double d;
    switch (value) {
      case Double v -> d = v;
      case TimeVal(double v) -> d = v;
      case IntervalVal(double v) -> d = v;
      case Long v -> d = v;
      case IntVal(long v) -> d = v;
      case null, default -> {
        rt.complain("bad type for floating-point format");
        return;
      }
    }
    int precision = directive.precision < 0 ? 6 : directive.precision;
    zeros(out, floating(d, directive.letter, precision), directive);
  }

  /// A double as C's `printf` shows it.
  private static String floating(double d, int letter, int precision) {
    if (Double.isNaN(d)) {
      return "nan";
    }
    if (Double.isInfinite(d)) {
      return d < 0 ? "-inf" : "inf";
    }
    if (letter == 'f') {
      ByteSink out = new ByteSink();
      Decimal.fixed(out, d, precision);
      return out.toString();
    }
    BigDecimal exact = new BigDecimal(d);
    return switch (letter) {
      case 'e' -> sign(d) + scientific(exact.abs(), precision);
      default -> sign(d) + general(exact.abs(), Math.max(1, precision));
    };
  }

  private static String sign(double d) {
    return d < 0 || d == 0 && 1 / d < 0 ? "-" : "";
  }

  private static String scientific(BigDecimal d, int precision) {
    BigDecimal rounded =
        d.signum() == 0 ? d : d.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
    int exponent = d.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    BigDecimal mantissa =
        rounded.movePointLeft(exponent).setScale(precision, RoundingMode.HALF_EVEN);
    return mantissa.toPlainString()
        + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  private static String general(BigDecimal d, int precision) {
    if (d.signum() == 0) {
      return "0";
    }
    BigDecimal rounded = d.round(new MathContext(precision, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent < -4 || exponent >= precision) {
      String text = scientific(d, precision - 1);
      int e = text.indexOf('e');
      return trimmed(text.substring(0, e)) + text.substring(e);
    }
    return trimmed(rounded.toPlainString());
  }

  private static String trimmed(String text) {
    if (text.indexOf('.') < 0) {
      return text;
    }
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }

  private static void date(Runtime rt, ByteSink out, boolean withFraction, @Nullable Object value) {
    if (!(value instanceof TimeVal(double seconds))) {
      rt.complain("bad type for Date/Time format");
      return;
    }
    try {
      ZonedDateTime time = Instant.ofEpochSecond((long) seconds).atZone(ZoneId.systemDefault());
      if (withFraction) {
        out.ascii(MINUTES.format(time));
        double rest = (long) seconds % 60 + (seconds - (long) seconds);
        out.ascii(String.format(Locale.ROOT, ":%012.9f", rest));
      } else {
        out.ascii(SECONDS.format(time));
      }
    } catch (DateTimeException e) {
      out.ascii("<problem getting time> ");
    }
  }
}
