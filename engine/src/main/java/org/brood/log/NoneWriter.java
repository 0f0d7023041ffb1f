package org.brood.log;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.TreeMap;
import org.brood.script.type.TableType;
import org.brood.script.type.VectorType;
import org.brood.script.value.ByteSink;
import org.brood.script.value.Decimal;
import org.jspecify.annotations.Nullable;

/// Writes nothing, for measuring and for streams whose filters only count.
public final class NoneWriter implements LogWriter {

  /// Prints what a writer that writes nothing was asked for: `LogNone::debug`.
  public static void describe(LogTarget target, OutputStream out) throws IOException {
    ByteSink text = new ByteSink(512);
    text.ascii("[logging::writer::None]\n  path=").utf8(target.path());
    number(text, "rotation_interval", target.rotation().intervalSeconds());
    number(text, "rotation_base", target.rotation().baseSeconds());
    text.put('\n');
    new TreeMap<>(target.config())
        .forEach((name, value) ->
            text.ascii("  config[").utf8(name).ascii("] = ").utf8(value).put('\n'));
    for (LogColumn column : target.columns()) {
      text.ascii("  field ").utf8(column.name()).ascii(": ").utf8(plainType(column)).put('\n');
    }
    text.put('\n');
    out.write(text.array(), 0, text.length());
    out.flush();
  }

  private static void number(ByteSink text, String name, double value) {
    text.ascii("\n  ").ascii(name).put('=');
    Decimal.trimmed(text, value, 6);
  }

  private static String plainType(LogColumn column) {
    return switch (column.type()) {
      case TableType _ -> "table";
      case VectorType _ -> "vector";
      default -> column.typeName();
    };
  }

  @Override
  public void write(List<LogColumn> columns, @Nullable Object[] values) {}

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public String rotate(String newPath) {
    return "";
  }
}
