package org.brood.log.ascii;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.brood.log.LogColumn;
import org.brood.log.RowFormat;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.VectorType;
import org.brood.script.value.Addr;
import org.brood.script.value.ByteSink;
import org.brood.script.value.Decimal;
import org.brood.script.value.Describe;
import org.brood.script.value.Escapes;
import org.brood.script.value.FileVal;
import org.brood.script.value.Func;
import org.brood.script.value.Port;
import org.brood.script.value.Str;
import org.brood.script.value.Subnet;
import org.jspecify.annotations.Nullable;

/// Tab-separated lines with a header, the default format of logs.
final class TsvFormat implements RowFormat {
  private final byte[] separator;
  private final byte[] setSeparator;
  private final byte[] empty;
  private final byte[] unset;
  private final byte[] metaPrefix;
  private final boolean meta;
  private final boolean namesOnly;
  private final boolean utf8;

  TsvFormat(AsciiOptions options) {
    this.separator = bytes(options.separator());
    this.setSeparator = bytes(options.setSeparator());
    this.empty = bytes(options.emptyField());
    this.unset = bytes(options.unsetField());
    this.metaPrefix = bytes(options.metaPrefix());
    this.meta = options.includeMeta();
    this.namesOnly = options.tsv();
    this.utf8 = options.utf8();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void row(ByteSink out, List<LogColumn> columns, @Nullable Object[] values) {
    int start = out.length();
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        out.put(separator);
      }
      value(out, values[i], columns.get(i).type(), false);
    }
    out.put('\n');
    if (startsWith(out, start, metaPrefix)) {
      byte[] line = Arrays.copyOfRange(out.array(), start, out.length());
      out.truncate(start);
      Escapes.hex(out, line[0]);
      out.put(line, 1, line.length - 1);
    }
  }

  private static boolean startsWith(ByteSink out, int start, byte[] prefix) {
    return prefix.length > 0
        && out.length() - start >= prefix.length
        && Arrays.equals(out.array(), start, start + prefix.length, prefix, 0, prefix.length);
  }

  /// What most columns hold is told apart without a switch over types, which is slow until the
  /// JVM's second compiler has seen to it.
  @SuppressWarnings("IfChainToSwitch")
  private void value(ByteSink out, @Nullable Object value, Type type, boolean inside) {
    if (value == null) {
      out.put(unset);
    } else if (value instanceof Str s) {
      text(out, s.bytes(), inside);
    } else if (value instanceof Long n) {
      if (type == Basic.INT) {
        out.decimal(n);
      } else {
        out.unsigned(n);
      }
    } else if (value instanceof Addr a) {
      a.describe(out);
    } else if (value instanceof Port p) {
      out.decimal(p.number());
    } else if (value instanceof Double d) {
      number(out, d, type);
    } else {
      rarer(out, value, type, inside);
    }
  }

  private void rarer(ByteSink out, Object value, Type type, boolean inside) {
    switch (value) {
      case Boolean b -> out.put(b ? 'T' : 'F');
      case Subnet n -> n.describe(out);
      case EnumType.Item e -> text(out, bytes(e.name()), inside);
      case Func f -> text(out, f.description().getBytes(StandardCharsets.UTF_8), inside);
      case FileVal f -> text(out, f.name().getBytes(StandardCharsets.UTF_8), inside);
      case Object[] elements -> container(out, elements, type);
      default -> text(out, Describe.text(value, type).getBytes(StandardCharsets.UTF_8), inside);
    }
  }

  private static void number(ByteSink out, double d, Type type) {
    if (type != Basic.DOUBLE || !Double.isFinite(d)) {
      Decimal.fixed(out, d, 6);
      return;
    }
    Decimal.trimmed(out, d, 6);
    if (Math.abs(d - Math.rint(d)) < 1e-9) {
      out.ascii(".0");
    }
  }

  private void container(ByteSink out, @Nullable Object[] elements, Type type) {
    if (elements.length == 0) {
      out.put(empty);
      return;
    }
    Type element =
        switch (type) {
          case TableType t -> t.index().getFirst();
          case VectorType v -> v.element();
          default -> Basic.ANY;
        };
    for (int i = 0; i < elements.length; i++) {
      if (i > 0) {
        out.put(setSeparator);
      }
      value(out, elements[i], element, true);
    }
  }

  private void text(ByteSink out, byte[] text, boolean inside) {
    if (text.length == 0) {
      out.put(empty);
    } else if (Arrays.equals(text, unset) || Arrays.equals(text, empty)) {
      Escapes.hex(out, text[0]);
      escaped(out, text, 1, inside);
    } else {
      escaped(out, text, 0, inside);
    }
  }

  private void escaped(ByteSink out, byte[] text, int from, boolean inside) {
    int start = from;
    for (int i = from; i < text.length; ) {
      int length = escapedAt(text, i, inside);
      if (length == 0) {
        i++;
        continue;
      }
      plain(out, text, start, i);
      for (int j = i; j < i + length; j++) {
        if (text[j] == '\\') {
          out.put('\\').put('\\');
        } else {
          Escapes.hex(out, text[j]);
        }
      }
      i += length;
      start = i;
    }
    plain(out, text, start, text.length);
  }

  /// How many bytes from an index on must be escaped one by one.
  private int escapedAt(byte[] text, int at, boolean inside) {
    int c = text[at] & 0xff;
    if (c == '\\' || !utf8 && (c < 32 || c > 126)) {
      return 1;
    }
    if (matches(text, at, separator)) {
      return separator.length;
    }
    return inside && matches(text, at, setSeparator) ? setSeparator.length : 0;
  }

  private static boolean matches(byte[] text, int at, byte[] sequence) {
    return sequence.length > 0
        && text[at] == sequence[0]
        && text.length - at >= sequence.length
        && Arrays.equals(text, at, at + sequence.length, sequence, 0, sequence.length);
  }

  private void plain(ByteSink out, byte[] text, int from, int to) {
    if (from < to) {
      if (utf8) {
        Escapes.utf8(out, text, from, to, false);
      } else {
        out.put(text, from, to - from);
      }
    }
  }

  @Override
  public void header(ByteSink out, List<LogColumn> columns, String path, String openTime) {
    if (namesOnly) {
      names(out, columns);
      out.put('\n');
      return;
    }
    if (!meta) {
      return;
    }
    out.put(metaPrefix).ascii("separator ");
    meta(out, separator);
    out.put('\n');
    metaLine(out, "set_separator", setSeparator);
    metaLine(out, "empty_field", empty);
    metaLine(out, "unset_field", unset);
    metaLine(out, "path", path.getBytes(StandardCharsets.UTF_8));
    metaLine(out, "open", bytes(openTime));
    out.put(metaPrefix).ascii("fields").put(separator);
    names(out, columns);
    out.put('\n').put(metaPrefix).ascii("types").put(separator);
    for (int i = 0; i < columns.size(); i++) {
      if (i > 0) {
        out.put(separator);
      }
      out.ascii(columns.get(i).typeName());
    }
    out.put('\n');
  }

  private void names(ByteSink out, List<LogColumn> columns) {
    for (int i = 0; i < columns.size(); i++) {
      if (i > 0) {
        out.put(separator);
      }
      out.utf8(columns.get(i).name());
    }
  }

  private void metaLine(ByteSink out, String name, byte[] value) {
    out.put(metaPrefix).ascii(name).put(separator);
    meta(out, value);
    out.put('\n');
  }

  private static void meta(ByteSink out, byte[] value) {
    for (byte b : value) {
      int c = b & 0xff;
      if (c <= 32 || c > 126) {
        Escapes.hex(out, c);
      } else {
        out.put(c);
      }
    }
  }

  @Override
  public void footer(ByteSink out, String closeTime) {
    if (meta && !namesOnly) {
      metaLine(out, "close", bytes(closeTime));
    }
  }
}
