package org.brood.link;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.brood.script.runtime.ScriptFunc;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.FuncType;
import org.brood.script.type.OpaqueType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.TypeType;
import org.brood.script.type.VectorType;
import org.brood.script.value.Addr;
import org.brood.script.value.Func;
import org.brood.script.value.Opaque;
import org.brood.script.value.OpaqueState;
import org.brood.script.value.Pattern;
import org.brood.script.value.Port;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Subnet;
import org.brood.script.value.Table;
import org.brood.script.value.Values;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// Values to bytes. A value is a [Tag] and what the tag asks for; numbers are in groups of seven
/// bits, lowest first, the eighth bit saying that more follow; a name that was written before is
/// its number plus one, a new one is 0 and the text.
final class ValueWriter {
  private byte[] bytes = new byte[256];
  private int length;
  private int depth;
  private int objects;
  private final Map<String, Integer> names = new HashMap<>();

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void room(int more) throws NotSendable {
    if (more > LinkLimits.MAX_EVENT_BYTES - length) {
      throw new NotSendable("more than " + LinkLimits.MAX_EVENT_BYTES + " bytes");
    }
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }

  void u8(int value) throws NotSendable {
    room(1);
    bytes[length++] = (byte) value;
  }

  private void u64(long value) throws NotSendable {
    room(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  void number(long value) throws NotSendable {
    long left = value;
    while ((left & ~0x7fL) != 0) {
      u8((int) (left & 0x7f) | 0x80);
      left >>>= 7;
    }
    u8((int) left);
  }

  private void block(byte[] data) throws NotSendable {
    number(data.length);
    room(data.length);
    System.arraycopy(data, 0, bytes, length, data.length);
    length += data.length;
  }

  void name(String name) throws NotSendable {
    Integer known = names.get(name);
    if (known != null) {
      number(known + 1L);
      return;
    }
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    if (text.length > LinkLimits.MAX_NAME_BYTES) {
      throw new NotSendable("a name of " + text.length + " bytes");
    }
    names.put(name, names.size());
    number(0);
    block(text);
  }

  /// Writes a value in plain boxed form; null is an unset one.
  void value(@Nullable Object value, Type type) throws NotSendable {
    if (value == null) {
      u8(Tag.UNSET);
      return;
    }
    if (++depth > LinkLimits.MAX_DEPTH) {
      throw new NotSendable("values in each other more than " + LinkLimits.MAX_DEPTH + " deep");
    }
    switch (type) {
      case Basic basic -> basic(value, basic);
      case EnumType _ -> {
        u8(Tag.ENUM);
        name(((EnumType.Item) value).name());
      }
      case RecordType _ -> record((Record) value);
      case TableType _ -> table((Table) value);
      case VectorType _ -> vector((Vec) value);
      case FuncType _ -> function((Func) value);
      case OpaqueType _ -> opaque((Opaque) value, type);
      case TypeType _ -> throw new NotSendable("a value of type " + type.describe());
    }
    depth--;
  }

  private void opaque(Opaque value, Type type) throws NotSendable {
    countObject();
    OpaqueState state =
        value.content().orElseThrow(() -> new NotSendable("a value of type " + type.describe()));
    u8(Tag.OPAQUE);
    name(state.typeName());
    number(state.numbers().size());
    for (long one : state.numbers()) {
      number(one);
    }
    block(state.bytes().bytes());
    number(state.values().size());
    for (Object one : state.values()) {
      any(one);
    }
    if (state.type() == Basic.VOID) {
      u8(Tag.UNSET);
    } else {
      type(state.type());
    }
  }

  private void basic(Object value, Basic type) throws NotSendable {
    switch (type) {
      case BOOL -> {
        u8(Tag.BOOL);
        u8((Boolean) value ? 1 : 0);
      }
      case COUNT -> {
        u8(Tag.COUNT);
        number((Long) value);
      }
      case INT -> {
        u8(Tag.INT);
        long v = (Long) value;
        number(v << 1 ^ v >> 63);
      }
      case DOUBLE -> real(Tag.DOUBLE, (Double) value);
      case TIME -> real(Tag.TIME, (Double) value);
      case INTERVAL -> real(Tag.INTERVAL, (Double) value);
      case STRING -> {
        u8(Tag.STRING);
        block(((Str) value).bytes());
      }
      case PATTERN -> {
        u8(Tag.PATTERN);
        block(((Pattern) value).regex().exactText());
        block(((Pattern) value).regex().anywhereText());
      }
      case PORT -> {
        u8(Tag.PORT);
        number(((Port) value).number());
        u8(((Port) value).proto());
      }
      case ADDR -> {
        u8(Tag.ADDR);
        addr((Addr) value);
      }
      case SUBNET -> {
        u8(Tag.SUBNET);
        addr(((Subnet) value).prefix());
        u8(((Subnet) value).width());
      }
      case ANY -> any(value);
      case FILE, VOID, ERROR -> throw new NotSendable("a value of type " + type.describe());
    }
  }

  private void real(int tag, double value) throws NotSendable {
    u8(tag);
    u64(Double.doubleToRawLongBits(value));
  }

  private void addr(Addr value) throws NotSendable {
    u64(value.high());
    u64(value.low());
  }

  private void any(Object value) throws NotSendable {
    Type actual = Values.typeOf(value);
    u8(Tag.ANY);
    if (actual instanceof FuncType) {
      function((Func) value);
      return;
    }
    type(actual);
    value(Values.fromAny(value, actual), actual);
  }

  private void countObject() throws NotSendable {
    if (++objects > LinkLimits.MAX_OBJECTS) {
      throw new NotSendable("more than " + LinkLimits.MAX_OBJECTS + " records and containers");
    }
  }

  private void record(Record record) throws NotSendable {
    countObject();
    RecordType type = record.recordType();
    int set = 0;
    for (int i = 0; i < type.size(); i++) {
      set += record.has(i) ? 1 : 0;
    }
    u8(Tag.RECORD);
    number(set);
    for (int i = 0; i < type.size(); i++) {
      Object field = record.get(i);
      if (field != null) {
        name(type.field(i).name());
        value(field, type.field(i).type());
      }
    }
  }

  private void table(Table table) throws NotSendable {
    countObject();
    u8(table.isSet() ? Tag.SET : Tag.TABLE);
    TableType type = table.type();
    number(table.size());
    if (table.size() > 0) {
      number(type.index().size());
    }
    Table.Cursor cursor = table.cursor();
    while (cursor.advance()) {
      for (int i = 0; i < type.index().size(); i++) {
        value(column(cursor.key(), i, type.index().size()), type.index().get(i));
      }
      Type held = type.value();
      if (held != null) {
        value(cursor.value(), held);
      }
    }
  }

  private static Object column(Object key, int column, int columns) {
    return columns == 1 ? key : Values.keyPart(key, column);
  }

  private void vector(Vec vec) throws NotSendable {
    countObject();
    u8(Tag.VECTOR);
    number(vec.size());
    for (int i = 0; i < vec.size(); i++) {
      value(vec.get(i), vec.type().element());
    }
  }

  private void function(Func function) throws NotSendable {
    if (!(function instanceof ScriptFunc) || function.name().startsWith("lambda_")) {
      throw new NotSendable("a lambda");
    }
    u8(Tag.FUNCTION);
    name(function.name());
  }

  /// Writes a type, for what is held in `any`.
  private void type(Type type) throws NotSendable {
    if (++depth > LinkLimits.MAX_DEPTH) {
      throw new NotSendable("a type more than " + LinkLimits.MAX_DEPTH + " deep");
    }
    switch (type) {
      case Basic basic -> u8(tag(basic));
      case EnumType e -> {
        u8(Tag.ENUM);
        name(e.name());
      }
      case RecordType r -> {
        u8(Tag.RECORD);
        name(r.name());
        if (r.name().isEmpty()) {
          number(r.size());
          for (RecordType.Field field : r.fields()) {
            name(field.name());
          }
        }
      }
      case TableType t -> {
        Type held = t.value();
        u8(held == null ? Tag.SET : Tag.TABLE);
        number(t.index().size());
        for (Type index : t.index()) {
          type(index);
        }
        if (held != null) {
          type(held);
        }
      }
      case VectorType v -> {
        u8(Tag.VECTOR);
        type(v.element());
      }
      case OpaqueType o -> {
        u8(Tag.OPAQUE);
        name(o.name());
      }
      case FuncType _, TypeType _ -> throw new NotSendable("a value of type " + type.describe());
    }
    depth--;
  }

  private static int tag(Basic type) throws NotSendable {
    return switch (type) {
      case BOOL -> Tag.BOOL;
      case COUNT -> Tag.COUNT;
      case INT -> Tag.INT;
      case DOUBLE -> Tag.DOUBLE;
      case TIME -> Tag.TIME;
      case INTERVAL -> Tag.INTERVAL;
      case STRING -> Tag.STRING;
      case PATTERN -> Tag.PATTERN;
      case PORT -> Tag.PORT;
      case ADDR -> Tag.ADDR;
      case SUBNET -> Tag.SUBNET;
      case ANY -> Tag.ANY;
      case FILE, VOID, ERROR -> throw new NotSendable("a value of type " + type.describe());
    };
  }

  /// The arguments of an event, in plain boxed form.
  void arguments(FuncType event, @Nullable Object[] arguments) throws NotSendable {
    number(arguments.length);
    for (int i = 0; i < arguments.length; i++) {
      value(Objects.requireNonNull(arguments[i], "argument"), event.params().get(i).type());
    }
  }
}
