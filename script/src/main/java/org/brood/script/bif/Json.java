package org.brood.script.bif;

import java.util.Locale;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.value.ByteSink;
import org.brood.script.value.Describe;
import org.brood.script.value.Escapes;
import org.brood.script.value.IntVal;
import org.brood.script.value.IntervalVal;
import org.brood.script.value.JsonText;
import org.brood.script.value.Opaque;
import org.brood.script.value.Pattern;
import org.brood.script.value.Port;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Table;
import org.brood.script.value.TimeVal;
import org.brood.script.value.Values;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// Values as JSON (RFC 8259).
@Natives
public final class Json {
  private static final int MAX_DEPTH = 200;

  private Json() {}

  public static Str to_json(
      Runtime rt, Object value, boolean onlyLoggable, Pattern drop, boolean intervalAsDouble) {
    Writer writer = new Writer(onlyLoggable, drop, intervalAsDouble);
    writer.value(value, Basic.ANY, 0);
    return writer.out.toStr();
  }

  private static final class Writer {
    private final ByteSink out = new ByteSink();
    private final boolean onlyLoggable;
    private final Pattern drop;
    private final boolean intervalAsDouble;

    Writer(boolean onlyLoggable, Pattern drop, boolean intervalAsDouble) {
      this.onlyLoggable = onlyLoggable;
      this.drop = drop;
      this.intervalAsDouble = intervalAsDouble;
    }

    void value(@Nullable Object value, Type type, int depth) {
      if (depth > MAX_DEPTH) {
        out.ascii("null");
        return;
      }
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
        case IntVal(long n) -> out.decimal(n);
        case Double d -> {
          if (type == Basic.INTERVAL) {
            interval(d);
          } else {
            JsonText.number(out, d);
          }
        }
        case TimeVal(double d) -> JsonText.number(out, d);
        case IntervalVal(double d) -> interval(d);
        case Port p -> {
          out.ascii("{\"port\":").decimal(p.number());
          out.ascii(",\"proto\":\"").ascii(Port.protoName(p.proto())).ascii("\"}");
        }
        case EnumType.Item e -> quoted(Str.of(e.name()));
        case Str s -> quoted(s);
        case Table t -> table(t, depth);
        case Vec v -> vector(v, depth);
        case Record r -> record(r, depth);
        case Opaque o -> {
          out.ascii("{\"opaque_type\":");
          quoted(Str.of(kind(o.typeName())));
          out.put('}');
        }
        default -> quoted(Str.of(Describe.text(value, type)));
      }
    }

    /// The name that JSON has for a kind of opaque values, such as `CounterMetricVal` for
    /// `counter_metric`.
    private static String kind(String type) {
      String name =
          switch (type) {
            case "bloomfilter" -> "BloomFilter";
            case "md5", "sha1", "sha224", "sha256", "sha384", "sha512", "x509" ->
                type.toUpperCase(Locale.ROOT);
            default -> {
              StringBuilder words = new StringBuilder();
              for (String word : type.split("_", -1)) {
                words.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
              }
              yield words.toString();
            }
          };
      return name.endsWith("Val") ? name : name + "Val";
    }

    private void interval(double seconds) {
      if (intervalAsDouble) {
        JsonText.number(out, seconds);
      } else {
        ByteSink text = new ByteSink();
        Describe.interval(text, seconds);
        out.put('"').put(text.array(), 0, text.length()).put('"');
      }
    }

    private void quoted(Str s) {
      ByteSink escaped = new ByteSink(s.length());
      Escapes.utf8(escaped, s.bytes(), 0, s.length(), true);
      JsonText.quote(out, escaped.array(), escaped.length());
    }

    private void table(Table table, int depth) {
      TableType type = table.type();
      out.put(table.isSet() ? '[' : '{');
      Table.Cursor cursor = table.cursor();
      boolean first = true;
      while (cursor.advance()) {
        if (!first) {
          out.put(',');
        }
        first = false;
        Type valueType = type.value();
        if (valueType == null) {
          key(cursor.key(), type, depth);
        } else {
          memberName(cursor.key(), type, depth);
          out.put(':');
          value(cursor.value(), valueType, depth + 1);
        }
      }
      out.put(table.isSet() ? ']' : '}');
    }

    private void key(Object key, TableType type, int depth) {
      if (type.index().size() == 1) {
        value(key, type.index().getFirst(), depth + 1);
        return;
      }
      out.put('[');
      for (int i = 0; i < type.index().size(); i++) {
        if (i > 0) {
          out.put(',');
        }
        value(Values.keyPart(key, i), type.index().get(i), depth + 1);
      }
      out.put(']');
    }

    /// The name of an object's member: keys that are not strings are quoted as their JSON text.
    private void memberName(Object key, TableType type, int depth) {
      int start = out.length();
      key(key, type, depth);
      if (out.array()[start] != '"') {
        byte[] text = java.util.Arrays.copyOfRange(out.array(), start, out.length());
        out.truncate(start);
        JsonText.quote(out, text);
      }
    }

    private void vector(Vec vec, int depth) {
      out.put('[');
      for (int i = 0; i < vec.size(); i++) {
        if (i > 0) {
          out.put(',');
        }
        value(vec.get(i), vec.type().element(), depth + 1);
      }
      out.put(']');
    }

    private void record(Record record, int depth) {
      RecordType type = record.recordType();
      out.put('{');
      boolean first = true;
      for (int slot = 0; slot < type.size(); slot++) {
        RecordType.Field field = type.field(slot);
        Object value = record.get(slot);
        if (value == null || onlyLoggable && !field.log()) {
          continue;
        }
        if (!first) {
          out.put(',');
        }
        first = false;
        Str name = Str.of(field.name());
        if (drop.isIn(name)) {
          name = Patterns.sub(name, drop, Str.EMPTY);
        }
        JsonText.quote(out, name.bytes());
        out.put(':');
        value(value, field.type(), depth + 1);
      }
      out.put('}');
    }
  }
}
