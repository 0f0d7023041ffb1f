package org.brood.link;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.brood.bytes.Malformed;
import org.brood.regex.Regex;
import org.brood.regex.RegexSyntaxException;
import org.brood.script.bif.Opaques;
import org.brood.script.runtime.ProgramInfo;
import org.brood.script.runtime.ScriptProgram;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.FuncType;
import org.brood.script.type.OpaqueType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.TypeType;
import org.brood.script.type.Types;
import org.brood.script.type.VectorType;
import org.brood.script.value.Addr;
import org.brood.script.value.Func;
import org.brood.script.value.Key;
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

/// Bytes of a [ValueWriter] on another node to values of this node's program. Nothing but
/// [Malformed] comes out of it, whatever the bytes are.
final class ValueReader {
  private final ScriptProgram program;
  private final byte[] bytes;
  private final int end;
  private int at;
  private int depth;
  private int objects;
  private final List<String> names = new ArrayList<>();

  ValueReader(ScriptProgram program, byte[] bytes) {
    this.program = program;
    this.bytes = bytes;
    this.end = bytes.length;
  }

  private ProgramInfo info() {
    return program.rt.info();
  }

  boolean isAtEnd() {
    return at == end;
  }

  int u8() {
    if (at >= end) {
      throw new Malformed("event ends too early");
    }
    return bytes[at++] & 0xff;
  }

  private long u64() {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | u8();
    }
    return value;
  }

  long number() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int group = u8();
      value |= (group & 0x7fL) << shift;
      if (group < 0x80) {
        return value;
      }
    }
    throw new Malformed("a number that does not end");
  }

  /// How many elements follow, each of which takes a byte at least.
  private int size() {
    long size = number();
    if (size < 0 || size > end - at) {
      throw new Malformed("more elements than bytes");
    }
    return (int) size;
  }

  private byte[] block() {
    int size = size();
    byte[] block = Arrays.copyOfRange(bytes, at, at + size);
    at += size;
    return block;
  }

  String name() {
    long number = number();
    if (number == 0) {
      byte[] text = block();
      if (text.length > LinkLimits.MAX_NAME_BYTES) {
        throw new Malformed("a name too long");
      }
      names.add(new String(text, StandardCharsets.UTF_8));
      return names.getLast();
    }
    if (number < 0 || number > names.size()) {
      throw new Malformed("a name that was not told");
    }
    return names.get((int) number - 1);
  }

  private void descend() {
    if (++depth > LinkLimits.MAX_DEPTH) {
      throw new Malformed("values too deep in each other");
    }
  }

  private void countObject() {
    if (++objects > LinkLimits.MAX_OBJECTS) {
      throw new Malformed("too many records and containers");
    }
  }

  /// Reads a value that must have a type.
  ///
  /// @return its plain boxed form, null if it is unset
  @Nullable Object value(Type wanted) {
    int tag = u8();
    if (tag == Tag.UNSET) {
      return null;
    }
    descend();
    Object value = tag == Tag.ANY ? held(wanted) : value(tag, wanted);
    depth--;
    return value;
  }

  private Object held(Type wanted) {
    Object any = any();
    Object value = wanted == Basic.ANY ? any : Values.fromAny(any, wanted);
    if (value == null) {
      throw wrong(wanted);
    }
    return value;
  }

  /// What was held in `any`, in that form.
  private Object any() {
    int kind = u8();
    if (kind == Tag.FUNCTION) {
      int number = info().function(name());
      if (number < 0) {
        throw new Malformed("a function that this node does not have");
      }
      return program.function(number);
    }
    Type actual = type(kind);
    Object value = Values.toAny(present(actual), actual);
    if (value == null) {
      throw wrong(actual);
    }
    return value;
  }

  /// A type that a value in `any` has.
  private Type type(int kind) {
    descend();
    Type type =
        switch (kind) {
          case Tag.BOOL -> Basic.BOOL;
          case Tag.COUNT -> Basic.COUNT;
          case Tag.INT -> Basic.INT;
          case Tag.DOUBLE -> Basic.DOUBLE;
          case Tag.TIME -> Basic.TIME;
          case Tag.INTERVAL -> Basic.INTERVAL;
          case Tag.STRING -> Basic.STRING;
          case Tag.PATTERN -> Basic.PATTERN;
          case Tag.PORT -> Basic.PORT;
          case Tag.ADDR -> Basic.ADDR;
          case Tag.SUBNET -> Basic.SUBNET;
          case Tag.ANY -> Basic.ANY;
          case Tag.ENUM -> known(info().enumeration(name()));
          case Tag.RECORD -> recordType();
          case Tag.TABLE -> new TableType(types(), type(u8()));
          case Tag.SET -> new TableType(types(), null);
          case Tag.VECTOR -> new VectorType(type(u8()));
          case Tag.OPAQUE -> new OpaqueType(name());
          default -> throw new Malformed("a type that is none");
        };
    depth--;
    return type;
  }

  private static Type known(@Nullable Type type) {
    if (type == null) {
      throw new Malformed("a type that this node does not have");
    }
    return type;
  }

  private List<Type> types() {
    List<Type> types = new ArrayList<>();
    for (int left = size(); left > 0; left--) {
      types.add(type(u8()));
    }
    return types;
  }

  /// A record type by its name; one without a name is known by those of its fields.
  private Type recordType() {
    String name = name();
    if (!name.isEmpty()) {
      return known(info().record(name));
    }
    List<String> fields = new ArrayList<>();
    for (int left = size(); left > 0; left--) {
      fields.add(name());
    }
    for (RecordType candidate : info().records()) {
      if (candidate.name().isEmpty()
          && candidate.fields().stream().map(RecordType.Field::name).toList().equals(fields)) {
        return candidate;
      }
    }
    throw new Malformed("a record type that this node does not have");
  }

  private Object present(Type wanted) {
    Object value = value(wanted);
    if (value == null) {
      throw new Malformed("an unset value where one is needed");
    }
    return value;
  }

  private static Malformed wrong(Type wanted) {
    return new Malformed("a value that is no " + wanted.describe());
  }

  private Object value(int tag, Type wanted) {
    return switch (wanted) {
      case Basic basic -> basic(tag, basic);
      case EnumType e -> {
        EnumType.Item item = expect(tag, Tag.ENUM, wanted) ? e.item(name()) : null;
        if (item == null) {
          throw new Malformed("an enumerator that this node does not have");
        }
        yield item;
      }
      case RecordType r -> expect(tag, Tag.RECORD, wanted) ? record(r) : wrongObject(wanted);
      case TableType t ->
          expect(tag, t.isSet() ? Tag.SET : Tag.TABLE, wanted) ? table(t, null) : wrongObject(t);
      case VectorType v -> expect(tag, Tag.VECTOR, wanted) ? vector(v) : wrongObject(wanted);
      case FuncType f -> expect(tag, Tag.FUNCTION, wanted) ? function(f) : wrongObject(wanted);
      case OpaqueType o -> expect(tag, Tag.OPAQUE, wanted) ? opaque(o) : wrongObject(wanted);
      case TypeType _ -> throw wrong(wanted);
    };
  }

  private Opaque opaque(OpaqueType wanted) {
    countObject();
    String name = name();
    List<Long> numbers = new ArrayList<>();
    for (int left = size(); left > 0; left--) {
      numbers.add(number());
    }
    Str content = Str.wrap(block());
    List<Object> values = new ArrayList<>();
    for (int left = size(); left > 0; left--) {
      if (u8() != Tag.ANY) {
        throw wrong(wanted);
      }
      values.add(any());
    }
    int kind = u8();
    Type about = kind == Tag.UNSET ? Basic.VOID : type(kind);
    Opaque made =
        Opaques.of(new OpaqueState(name, numbers, content, values, about))
            .orElseThrow(() -> wrong(wanted));
    if (!made.typeName().equals(wanted.name())) {
      throw wrong(wanted);
    }
    return made;
  }

  private static Object wrongObject(Type wanted) {
    throw wrong(wanted);
  }

  private static boolean expect(int tag, int expected, Type wanted) {
    if (tag != expected) {
      throw wrong(wanted);
    }
    return true;
  }

  private Object basic(int tag, Basic wanted) {
    int expected =
        switch (wanted) {
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
          case ANY, FILE, VOID, ERROR -> -1;
        };
    if (tag != expected) {
      throw wrong(wanted);
    }
    return switch (wanted) {
      case BOOL -> u8() != 0;
      case COUNT -> number();
      case INT -> {
        long v = number();
        yield v >>> 1 ^ -(v & 1);
      }
      case DOUBLE, TIME, INTERVAL -> Double.longBitsToDouble(u64());
      case STRING -> Str.wrap(block());
      case PATTERN -> pattern();
      case PORT -> port();
      case ADDR -> addr();
      case SUBNET -> subnet();
      case ANY, FILE, VOID, ERROR -> throw wrong(wanted);
    };
  }

  private Pattern pattern() {
    countObject();
    try {
      return new Pattern(Regex.ofTexts(block(), block()));
    } catch (RegexSyntaxException e) {
      throw new Malformed("a pattern that is none");
    }
  }

  private Port port() {
    long number = number();
    int proto = u8();
    if (number < 0 || number > 0xffff || proto > Port.ICMP) {
      throw new Malformed("a port that is none");
    }
    return new Port((int) number, proto);
  }

  private Addr addr() {
    long high = u64();
    return new Addr(high, u64());
  }

  private Subnet subnet() {
    Addr prefix = addr();
    int width = u8();
    if (width > 128) {
      throw new Malformed("a subnet that is none");
    }
    return Subnet.of(prefix, width);
  }

  /// A record, whose fields are known by their names; those that this node's type does not have are
  /// passed over.
  private Record record(RecordType type) {
    countObject();
    if (type.id() < 0) {
      throw wrong(type);
    }
    Record made = program.newRecord(type.id());
    int fields = size();
    for (int i = 0; i < fields; i++) {
      String name = name();
      int slot = type.slot(name);
      if (slot < 0) {
        skip();
      } else {
        field(made, slot);
      }
    }
    return made;
  }

  private void field(Record made, int slot) {
    Type wanted = made.fieldType(slot);
    if (wanted instanceof TableType type && made.get(slot) instanceof Table standard) {
      // What the field's attributes say of its table holds for the one that came, too.
      int tag = u8();
      if (tag != Tag.UNSET) {
        expect(tag, type.isSet() ? Tag.SET : Tag.TABLE, type);
        descend();
        made.set(slot, table(type, standard));
        depth--;
      }
      return;
    }
    Object value = value(wanted);
    if (value != null) {
      made.set(slot, value);
    }
  }

  private Table table(TableType type, @Nullable Table like) {
    countObject();
    int size = size();
    if (size > 0 && number() != type.index().size()) {
      throw wrong(type);
    }
    Table table = like == null ? new Table(type) : new Table(type, like.behavior());
    double now = program.rt.networkTime();
    for (int i = 0; i < size; i++) {
      Object[] columns = new Object[type.index().size()];
      for (int c = 0; c < columns.length; c++) {
        columns[c] = present(type.index().get(c));
      }
      Type held = type.value();
      Object value = held == null ? Table.MEMBER : present(held);
      table.put(columns.length == 1 ? columns[0] : new Key(columns), value, now);
    }
    return table;
  }

  private Vec vector(VectorType type) {
    countObject();
    int size = size();
    Vec vec = new Vec(type);
    for (int i = 0; i < size; i++) {
      vec.add(value(type.element()));
    }
    return vec;
  }

  private Func function(FuncType wanted) {
    int number = info().function(name());
    if (number < 0 || !Types.same(info().functions().get(number).type(), wanted)) {
      throw new Malformed("a function that this node does not have");
    }
    return program.function(number);
  }

  /// Passes over a value whose type this node does not know.
  private void skip() {
    int tag = u8();
    descend();
    switch (tag) {
      case Tag.UNSET -> {}
      case Tag.BOOL -> u8();
      case Tag.COUNT, Tag.INT -> number();
      case Tag.DOUBLE, Tag.TIME, Tag.INTERVAL -> u64();
      case Tag.STRING -> block();
      case Tag.PATTERN -> {
        block();
        block();
      }
      case Tag.PORT -> port();
      case Tag.ADDR -> addr();
      case Tag.SUBNET -> subnet();
      case Tag.ENUM, Tag.FUNCTION -> name();
      case Tag.RECORD -> {
        for (int left = size(); left > 0; left--) {
          name();
          skip();
        }
      }
      case Tag.VECTOR -> {
        for (int left = size(); left > 0; left--) {
          skip();
        }
      }
      case Tag.TABLE, Tag.SET -> skipTable(tag == Tag.TABLE ? 1 : 0);
      case Tag.ANY -> skipAny();
      case Tag.OPAQUE -> skipOpaque();
      default -> throw new Malformed("a field of unknown type");
    }
    depth--;
  }

  private void skipTable(int values) {
    int size = size();
    int columns = size > 0 ? size() : 0;
    for (int i = 0; i < size; i++) {
      for (int left = columns + values; left > 0; left--) {
        skip();
      }
    }
  }

  private void skipOpaque() {
    name();
    for (int left = size(); left > 0; left--) {
      number();
    }
    block();
    for (int left = size(); left > 0; left--) {
      skip();
    }
    int kind = u8();
    if (kind != Tag.UNSET) {
      skipType(kind);
    }
  }

  private void skipAny() {
    int kind = u8();
    if (kind == Tag.FUNCTION) {
      name();
    } else {
      skipType(kind);
      skip();
    }
  }

  private void skipType(int kind) {
    descend();
    switch (kind) {
      case Tag.ENUM, Tag.OPAQUE -> name();
      case Tag.RECORD -> {
        if (name().isEmpty()) {
          for (int left = size(); left > 0; left--) {
            name();
          }
        }
      }
      case Tag.TABLE, Tag.SET -> {
        for (int left = size(); left > 0; left--) {
          skipType(u8());
        }
        if (kind == Tag.TABLE) {
          skipType(u8());
        }
      }
      case Tag.VECTOR -> skipType(u8());
      default -> {}
    }
    depth--;
  }

  /// The arguments of an event, in plain boxed form.
  @Nullable Object[] arguments(FuncType event) {
    if (number() != event.params().size()) {
      throw new Malformed("an event with another number of arguments");
    }
    @Nullable Object[] arguments = new Object[event.params().size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = present(event.params().get(i).type());
    }
    return arguments;
  }
}
