package org.brood.log.json;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.brood.log.LogColumn;
import org.brood.log.RowFormat;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.VectorType;
import org.brood.script.value.Addr;
import org.brood.script.value.ByteSink;
import org.brood.script.value.Describe;
import org.brood.script.value.Escapes;
import org.brood.script.value.FileVal;
import org.brood.script.value.Func;
import org.brood.script.value.JsonText;
import org.brood.script.value.Port;
import org.brood.script.value.Str;
import org.brood.script.value.Subnet;
import org.jspecify.annotations.Nullable;

/// One JSON object a line, with flat dotted keys (RFC 8259).
public final class JsonFormat implements RowFormat {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);

  private final String timestamps;
  private final boolean includeUnset;
  private final ByteSink scratch = new ByteSink();

  /// @param timestamps an enumerator of `JSON::TimestampFormat`
  /// @param includeUnset whether unset fields are written as null
  public JsonFormat(String timestamps, boolean includeUnset) {
    this.timestamps = timestamps;
    this.includeUnset = includeUnset;
  }

  @Override
  public void row(ByteSink out, List<LogColumn> columns, @Nullable Object[] values) {
    out.put('{');
    boolean first = true;
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null && !includeUnset) {
        continue;
      }
      if (!first) {
        out.put(',');
      }
      first = false;
      JsonText.quote(out, columns.get(i).name().getBytes(StandardCharsets.UTF_8));
      out.put(':');
      value(out, values[i], columns.get(i).type());
    }
    out.ascii("}\n");
  }

  private void value(ByteSink out, @Nullable Object value, Type type) {
    switch (value) {
      case null -> out.ascii("null");
      case Boolean b -> out.ascii(b ? "true" : "false");
      case Long n -> {
        if (type == Basic.INT) {
          out.decimal(n);
        } else {
          out.unsigned(n);
        }
      }
      case Double d -> {
        if (type == Basic.TIME) {
          time(out, d);
        } else {
          JsonText.number(out, d);
        }
      }
      case Str s -> text(out, s.bytes());
      case Addr a -> out.put('"').ascii(a.toString()).put('"');
      case Subnet n -> out.put('"').ascii(n.toString()).put('"');
      case Port p -> out.decimal(p.number());
      case EnumType.Item e -> text(out, e.name().getBytes(StandardCharsets.UTF_8));
      case Func f -> text(out, f.description().getBytes(StandardCharsets.UTF_8));
      case FileVal f -> text(out, f.name().getBytes(StandardCharsets.UTF_8));
      case Object[] elements -> array(out, elements, type);
      default -> text(out, Describe.text(value, type).getBytes(StandardCharsets.UTF_8));
    }
  }

  private void array(ByteSink out, @Nullable Object[] elements, Type type) {
    Type element =
        switch (type) {
          case TableType t -> t.index().getFirst();
          case VectorType v -> v.element();
          default -> Basic.ANY;
        };
    out.put('[');
    for (int i = 0; i < elements.length; i++) {
      if (i > 0) {
        out.put(',');
      }
      value(out, elements[i], element);
    }
    out.put(']');
  }

  private void text(ByteSink out, byte[] bytes) {
    scratch.clear();
    Escapes.utf8(scratch, bytes, 0, bytes.length, true);
    JsonText.quote(out, scratch.array(), scratch.length());
  }

  private void time(ByteSink out, double seconds) {
    switch (timestamps) {
      case "JSON::TS_ISO8601" -> iso(out, seconds);
      case "JSON::TS_MILLIS" -> out.decimal((long) (seconds * 1000));
      case "JSON::TS_MILLIS_UNSIGNED" -> out.unsigned((long) (seconds * 1000));
      default -> JsonText.number(out, seconds);
    }
  }

  private static void iso(ByteSink out, double seconds) {
    long whole = (long) Math.floor(seconds);
    double rest = seconds - Math.rint(Math.floor(seconds));
    out.put('"');
    try {
      out.ascii(SECONDS.format(Instant.ofEpochSecond(whole).atOffset(ZoneOffset.UTC)));
      out.put('.').ascii(String.format(Locale.ROOT, "%06.0f", rest * 1_000_000)).ascii("Z\"");
    } catch (java.time.DateTimeException e) {
      out.ascii("2000-01-01T00:00:00.000000\"");
    }
  }

  @Override
  public void header(ByteSink out, List<LogColumn> columns, String path, String openTime) {}

  @Override
  public void footer(ByteSink out, String closeTime) {}
}
