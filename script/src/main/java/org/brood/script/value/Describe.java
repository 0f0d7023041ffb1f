package org.brood.script.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.jspecify.annotations.Nullable;

/// The text form of values, as `print`, `cat` and `fmt("%s")` show them.
public final class Describe {
  /// Values nested deeper than this are cut: a record may refer to itself.
  private static final int MAX_DEPTH = 100;

  private Describe() {}

  /// The text of a value in plain boxed form.
  public static String text(@Nullable Object value, Type type) {
    ByteSink out = new ByteSink();
    append(out, value, type);
    return out.toString();
  }

  /// Appends a value in `any` form.
  public static void appendAny(ByteSink out, @Nullable Object value) {
    append(out, value, Basic.ANY);
  }

  /// Appends a value in plain boxed form; nothing for an unset one.
  public static void append(ByteSink out, @Nullable Object value, Type type) {
    append(out, value, type, 0);
  }

  private static void append(ByteSink out, @Nullable Object value, Type type, int depth) {
    if (depth > MAX_DEPTH) {
      out.ascii("<...>");
      return;
    }
    switch (value) {
      case null -> {}
      case Long v -> {
        if (type == Basic.INT) {
          out.decimal(v);
        } else {
          out.unsigned(v);
        }
      }
      case Double v -> {
        if (type == Basic.INTERVAL) {
          interval(out, v);
        } else {
          number(out, v);
        }
      }
      case Boolean v -> out.put(v ? 'T' : 'F');
      case IntVal(long v) -> out.decimal(v);
      case TimeVal(double v) -> number(out, v);
      case IntervalVal(double v) -> interval(out, v);
      case Str v -> out.put(v);
      case Addr v -> v.describe(out);
      case Subnet v -> v.describe(out);
      case Port v -> out.decimal(v.number()).put('/').ascii(Port.protoName(v.proto()));
      case EnumType.Item v -> out.ascii(v.name());
      case Pattern v -> out.put('/').utf8(v.text()).put('/');
      case Func v -> out.utf8(v.name());
      case Table v -> table(out, v, depth);
      case Vec v -> vector(out, v, depth);
      case Record v -> record(out, v, depth);
      case TypeVal(Type named) -> out.utf8(named.describe());
      case FileVal v -> out.ascii("file ").utf8("\"" + v.name() + "\"");
      default -> out.ascii("<no value description>");
    }
  }

  private static void table(ByteSink out, Table table, int depth) {
    TableType type = table.type();
    out.ascii("{\n");
    Table.Cursor cursor = table.cursor();
    boolean first = true;
    while (cursor.advance()) {
      if (!first) {
        out.ascii(",\n");
      }
      first = false;
      int columns = type.index().size();
      boolean brackets = !table.isSet() || columns != 1;
      int lineStart = out.length();
      if (brackets) {
        out.put('[');
      }
      for (int i = 0; i < Math.max(columns, 1); i++) {
        if (i > 0) {
          out.ascii(", ");
        }
        Type column = columns == 0 ? Basic.ANY : type.index().get(i);
        append(out, columns > 1 ? Values.keyPart(cursor.key(), i) : cursor.key(), column, depth + 1);
      }
      if (brackets) {
        out.put(']');
      }
      Type valueType = type.value();
      if (valueType != null) {
        out.ascii(" = ");
        append(out, cursor.value(), valueType, depth + 1);
      }
      if (out.length() == lineStart) {
        continue;
      }
    }
    out.ascii("\n}");
  }

  private static void vector(ByteSink out, Vec vec, int depth) {
    out.put('[');
    for (int i = 0; i < vec.size(); i++) {
      if (i > 0) {
        out.ascii(", ");
      }
      append(out, vec.get(i), vec.type().element(), depth + 1);
    }
    out.put(']');
  }

  private static void record(ByteSink out, Record record, int depth) {
    RecordType type = record.recordType();
    out.put('[');
    for (int i = 0; i < type.size(); i++) {
      if (i > 0) {
        out.ascii(", ");
      }
      out.ascii(type.field(i).name()).put('=');
      Object value = record.get(i);
      if (value == null) {
        out.ascii("<uninitialized>");
      } else {
        append(out, value, type.field(i).type(), depth + 1);
      }
    }
    out.put(']');
  }

  private static final String[] UNIT_NAMES = {"day", "hr", "min", "sec", "msec", "usec"};
  private static final double[] UNIT_SECONDS = {86400, 3600, 60, 1, 1e-3, 1e-6};

  /// Appends an interval as its units, such as `1.0 min 30.0 secs`.
  public static void interval(ByteSink out, double seconds) {
    if (seconds == 0) {
      out.ascii("0 secs");
      return;
    }
    double rest = seconds;
    boolean any = false;
    for (int i = 0; i < UNIT_SECONDS.length; i++) {
      double unit = UNIT_SECONDS[i];
      double shown;
      if (i == UNIT_SECONDS.length - 1) {
        shown = rest / unit;
        if (Math.abs(shown) < 1e-6) {
          if (!any) {
            out.ascii("0 secs");
          }
          return;
        }
      } else {
        if (Math.abs(rest) < unit) {
          continue;
        }
        double whole = rest / unit;
        shown = whole < 0 ? Math.ceil(whole) : Math.floor(whole);
        rest -= shown * unit;
      }
      if (any) {
        out.put(' ');
      }
      number(out, shown);
      out.put(' ').ascii(UNIT_NAMES[i]);
      if (Math.abs(Math.abs(shown) - 1) >= 1e-6) {
        out.put('s');
      }
      any = true;
    }
  }

  /// Appends a double: six decimals without trailing zeros, `.0` for whole numbers, an exponent for very large and very small ones.
  public static void number(ByteSink out, double value) {
    if (Double.isNaN(value)) {
      out.ascii("nan");
      return;
    }
    int start = out.length();
    digits(out, value, 6);
    if (Double.isFinite(value)
        && Math.abs(value - Math.rint(value)) < 1e-9
        && !hasExponent(out, start)) {
      out.ascii(".0");
    }
  }

  private static boolean hasExponent(ByteSink out, int start) {
    for (int i = start; i < out.length(); i++) {
      if (out.array()[i] == 'e') {
        return true;
      }
    }
    return false;
  }

  /// Appends a double with at most `precision` decimals, without trailing zeros.
  public static void digits(ByteSink out, double value, int precision) {
    if (value < 0) {
      out.put('-');
    }
    double d = Math.abs(value);
    if (Double.isInfinite(d)) {
      out.ascii("inf");
    } else if (d > Integer.MAX_VALUE) {
      scientific(out, BigDecimal.valueOf(d));
    } else if (d != 0 && d < Math.pow(10, -precision)) {
      scientific(out, new BigDecimal(d).round(new java.math.MathContext(precision, RoundingMode.HALF_EVEN)));
    } else {
      fixed(out, d, precision);
    }
  }

  /// Appends a non-negative double in plain notation, trailing zeros cut.
  public static void fixed(ByteSink out, double d, int precision) {
    BigDecimal rounded = new BigDecimal(d).setScale(precision, RoundingMode.HALF_EVEN);
    String text = rounded.toPlainString();
    int end = text.length();
    if (precision > 0) {
      while (text.charAt(end - 1) == '0') {
        end--;
      }
      if (text.charAt(end - 1) == '.') {
        end--;
      }
    }
    out.ascii(text.substring(0, end));
  }

  private static void scientific(ByteSink out, BigDecimal value) {
    BigDecimal v = value.stripTrailingZeros();
    String digits = v.unscaledValue().toString();
    int exponent = digits.length() - 1 - v.scale();
    out.put(digits.charAt(0));
    if (digits.length() > 1) {
      out.put('.').ascii(digits.substring(1));
    }
    out.ascii(String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent)));
  }
}
