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

  private final ByteSink out;
  private final boolean printed;
  private int indent;

  private Describe(ByteSink out, boolean printed) {
    this.out = out;
    this.printed = printed;
  }

  /// The text of a value in plain boxed form.
  public static String text(@Nullable Object value, Type type) {
    ByteSink out = new ByteSink();
    append(out, value, type);
    return out.toString();
  }

  /// Appends a value in `any` form, as [#append].
  public static void appendAny(ByteSink out, @Nullable Object value) {
    append(out, value, Basic.ANY);
  }

  /// Appends a value in plain boxed form as `cat` shows it; nothing for an unset one. The entries
  /// of tables are indented.
  public static void append(ByteSink out, @Nullable Object value, Type type) {
    if (value instanceof Str text) {
      out.put(text);
    } else {
      new Describe(out, false).value(value, type, 0);
    }
  }

  /// Appends a value in `any` form as `print` shows it: bytes that can't be printed are escaped,
  /// and nothing is indented.
  public static void print(ByteSink out, @Nullable Object value) {
    new Describe(out, true).value(value, Basic.ANY, 0);
  }

  private void indent() {
    if (indent > 0 && !printed && out.length() > 0 && out.array()[out.length() - 1] == '\n') {
      for (int i = 0; i < indent; i++) {
        out.put('\t');
      }
    }
  }

  private void function(Func function) {
    String tabs = printed ? "" : "\t".repeat(indent);
    String[] lines = function.description().split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = printed ? lines[i].replaceFirst("^\t+", "") : lines[i];
      out.utf8(i == 0 ? line : line.isEmpty() ? "\n" : "\n" + tabs + line);
    }
  }

  private void text(Str text) {
    if (!printed) {
      out.put(text);
      return;
    }
    for (byte b : text.bytes()) {
      if (b >= 32 && b < 127) {
        out.put(b);
      } else {
        out.ascii(String.format(Locale.ROOT, "\\x%02x", b & 0xff));
      }
    }
  }

  private void value(@Nullable Object value, Type type, int depth) {
    if (depth > MAX_DEPTH) {
      out.ascii("<...>");
      return;
    }
    if (value != null && !(value instanceof Str)) {
      indent();
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
      case Str v -> text(v);
      case Addr v -> v.describe(out);
      case Subnet v -> v.describe(out);
      case Port v -> out.decimal(v.number()).put('/').ascii(Port.protoName(v.proto()));
      case EnumType.Item v -> out.ascii(v.name());
      case Pattern v -> out.put('/').utf8(v.text()).put('/');
      case Func v -> function(v);
      case Table v -> table(v, depth);
      case Vec v -> vector(v, depth);
      case Record v -> record(v, depth);
      case TypeVal(Type named) -> out.utf8(named.describe());
      case FileVal v -> out.ascii("file ").utf8("\"" + v.name() + "\" of string");
      case Opaque v -> out.utf8("<opaque of " + v.valueName() + ">");
      default -> out.ascii("<no value description>");
    }
  }

  private void table(Table table, int depth) {
    out.ascii("{\n");
    indent++;
    Table.Cursor cursor = table.cursor();
    boolean first = true;
    while (cursor.advance()) {
      if (!first) {
        out.ascii(",\n");
      }
      first = false;
      entry(table, cursor, depth);
    }
    indent--;
    out.put('\n');
    indent();
    out.put('}');
  }

  private void entry(Table table, Table.Cursor cursor, int depth) {
    TableType type = table.type();
    int columns = type.index().size();
    boolean brackets = !table.isSet() || columns != 1;
    if (brackets) {
      indent();
      out.put('[');
    }
    for (int i = 0; i < Math.max(columns, 1); i++) {
      if (i > 0) {
        out.ascii(", ");
      }
      Type column = columns == 0 ? Basic.ANY : type.index().get(i);
      value(columns > 1 ? Values.keyPart(cursor.key(), i) : cursor.key(), column, depth + 1);
    }
    if (brackets) {
      out.put(']');
    }
    Type valueType = type.value();
    if (valueType != null) {
      out.ascii(" = ");
      value(cursor.value(), valueType, depth + 1);
    }
  }

  private void vector(Vec vec, int depth) {
    out.put('[');
    for (int i = 0; i < vec.size(); i++) {
      if (i > 0) {
        out.ascii(", ");
      }
      value(vec.get(i), vec.type().element(), depth + 1);
    }
    out.put(']');
  }

  private void record(Record record, int depth) {
    RecordType type = record.recordType();
    out.put('[');
    for (int i = 0; i < type.size(); i++) {
      if (i > 0) {
        out.ascii(", ");
      }
      out.ascii(type.field(i).name()).put('=');
      Object field = record.get(i);
      if (field == null) {
        out.ascii("<uninitialized>");
      } else {
        value(field, type.field(i).type(), depth + 1);
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

  /// Appends a double: six decimals without trailing zeros, `.0` for whole numbers, an exponent for
  /// very large and very small ones.
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
      scientific(
          out,
          new BigDecimal(d).round(new java.math.MathContext(precision, RoundingMode.HALF_EVEN)));
    } else {
      Decimal.trimmed(out, d, precision);
    }
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
