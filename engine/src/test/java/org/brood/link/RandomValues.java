package org.brood.link;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.brood.regex.RegexSyntaxException;
import org.brood.script.runtime.ScriptProgram;
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
import org.brood.script.value.Key;
import org.brood.script.value.Pattern;
import org.brood.script.value.Port;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Subnet;
import org.brood.script.value.Table;
import org.brood.script.value.Values;
import org.brood.script.value.Vec;

/// Values of any type, in plain boxed form.
final class RandomValues {
  private static final List<String> PATTERNS = List.of("a+", "^GET|POST$", "[^x]*", "\\x00.");

  private final Random random;
  private final ScriptProgram program;

  RandomValues(Random random, ScriptProgram program) {
    this.random = random;
    this.program = program;
  }

  Object of(Type type, int depth) {
    return switch (type) {
      case Basic basic -> basic(basic, depth);
      case EnumType e -> e.items().get(random.nextInt(e.items().size()));
      case RecordType r -> record(r, depth);
      case TableType t -> table(t, depth);
      case VectorType v -> vector(v, depth);
      case FuncType _ -> program.function(program.rt.info().function("twice"));
      case OpaqueType _, TypeType _ -> throw new IllegalArgumentException(type.describe());
    };
  }

  private Object basic(Basic type, int depth) {
    return switch (type) {
      case BOOL -> random.nextBoolean();
      case COUNT, INT -> random.nextLong() >>> random.nextInt(64);
      case DOUBLE, TIME, INTERVAL -> random.nextGaussian() * 1e9;
      case STRING -> Str.wrap(bytes(random.nextInt(20)));
      case PATTERN -> pattern();
      case PORT -> new Port(random.nextInt(65_536), random.nextInt(4));
      case ADDR -> addr();
      case SUBNET -> Subnet.of(addr(), random.nextInt(129));
      case ANY -> any(depth);
      case FILE, VOID, ERROR -> throw new IllegalArgumentException(type.describe());
    };
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private Addr addr() {
    return random.nextBoolean()
        ? Addr.v4(random.nextInt())
        : new Addr(random.nextLong(), random.nextLong());
  }

  private Object pattern() {
    String text = PATTERNS.get(random.nextInt(PATTERNS.size()));
    try {
      return Pattern.parse(Str.of(text), random.nextBoolean(), random.nextBoolean());
    } catch (RegexSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private Object any(int depth) {
    RecordType holder = Objects.requireNonNull(program.rt.info().record("All"));
    RecordType.Field field = holder.field(random.nextInt(holder.size()));
    Type type = depth > 2 || field.type() == Basic.ANY ? Basic.INT : field.type();
    return Objects.requireNonNull(Values.toAny(of(type, depth + 1), type));
  }

  private Record record(RecordType type, int depth) {
    Record made = program.newRecord(type.id());
    for (int i = 0; i < type.size(); i++) {
      boolean left = type.field(i).optional() && (depth > 2 || random.nextBoolean());
      if (!left) {
        made.set(i, of(type.field(i).type(), depth + 1));
      }
    }
    return made;
  }

  private Table table(TableType type, int depth) {
    Table table = new Table(type);
    for (int left = random.nextInt(4); left > 0; left--) {
      Object[] columns = new Object[type.index().size()];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = of(type.index().get(i), depth + 1);
      }
      Type held = type.value();
      table.put(
          columns.length == 1 ? columns[0] : new Key(columns),
          held == null ? Table.MEMBER : of(held, depth + 1));
    }
    return table;
  }

  private Vec vector(VectorType type, int depth) {
    Vec vec = new Vec(type);
    for (int left = random.nextInt(4); left > 0; left--) {
      vec.add(random.nextInt(8) == 0 ? null : of(type.element(), depth + 1));
    }
    return vec;
  }
}
