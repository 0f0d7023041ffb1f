package org.brood.script.bif;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.brood.regex.RegexSyntaxException;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.Types;
import org.brood.script.type.VectorType;
import org.brood.script.value.Addr;
import org.brood.script.value.Func;
import org.brood.script.value.Key;
import org.brood.script.value.Pattern;
import org.brood.script.value.Port;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Subnet;
import org.brood.script.value.Table;
import org.brood.script.value.TypeVal;
import org.brood.script.value.Values;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// Values of a script's types out of JSON.
@Natives
public final class JsonReader {
  private final Runtime rt;
  private final Func nameOf;

  private JsonReader(Runtime rt, Func nameOf) {
    this.rt = rt;
    this.nameOf = nameOf;
  }

  /// JSON that does not fit its type; the message is for the script.
  private static final class Unfit extends Exception {
    Unfit(String text) {
      super(text, null, false, false);
    }
  }

  public static Record from_json(Runtime rt, Str text, Object type, Func nameOf) {
    RecordType resultType = rt.info().record("from_json_result");
    if (resultType == null) {
      throw rt.error("from_json_result is not declared");
    }
    Record result = rt.program().newRecord(resultType.id());
    result.set("valid", false);
    if (!(type instanceof TypeVal(Type wanted))) {
      rt.complain("from_json() requires a type argument");
      return result;
    }
    try {
      Object value = new JsonReader(rt, nameOf).value(JsonParser.parse(text), wanted);
      result.set("v", Values.toAny(value, wanted));
      result.set("valid", true);
    } catch (JsonParser.Malformed | Unfit e) {
      result.set("err", Str.of(String.valueOf(e.getMessage())));
    }
    return result;
  }

  private static Unfit mismatch(Object json, Type type) {
    String given =
        switch (json) {
          case Boolean b -> b ? "true" : "false";
          case Map<?, ?> _ -> "object";
          case List<?> _ -> "array";
          case Str _ -> "string";
          default -> json == JsonParser.NULL ? "null" : "number";
        };
    return new Unfit(
        "cannot convert JSON type '" + given + "' to Zeek type '" + Types.family(type) + "'");
  }

  private Object value(Object json, Type type) throws Unfit {
    return switch (type) {
      case Basic basic -> scalar(json, basic);
      case EnumType e when json instanceof Str name -> item(name.toString(), e);
      case RecordType record when json instanceof Map<?, ?> members -> record(members, record);
      case VectorType vector when json instanceof List<?> elements -> vector(elements, vector);
      case TableType set when set.isSet() && json instanceof List<?> elements -> set(elements, set);
      case TableType table when !table.isSet() && json instanceof Map<?, ?> members ->
          table(members, table);
      default -> throw mismatch(json, type);
    };
  }

  private static EnumType.Item item(String name, EnumType type) throws Unfit {
    EnumType.Item found = type.item(name);
    if (found == null) {
      throw new Unfit("'" + name + "' is not a valid enum for '" + type.name() + "'.");
    }
    return found;
  }

  private Object scalar(Object json, Basic type) throws Unfit {
    boolean real = type == Basic.DOUBLE || type == Basic.TIME || type == Basic.INTERVAL;
    return switch (json) {
      case Boolean b when type == Basic.BOOL -> b;
      case Long n when type == Basic.INT || type == Basic.COUNT && n >= 0 -> n;
      case Long n when real -> (double) n;
      case Double d when real -> d;
      case JsonParser.Unsigned(long bits) when type == Basic.COUNT -> bits;
      case Map<?, ?> members when type == Basic.PORT -> port(members);
      case Str s -> ofText(s, type);
      default -> throw mismatch(json, type);
    };
  }

  private Object ofText(Str s, Basic type) throws Unfit {
    return switch (type) {
      case STRING -> s;
      case ADDR -> addr(s.toString());
      case SUBNET -> subnet(s.toString());
      case PORT -> port(s.toString());
      case PATTERN -> pattern(s.toString());
      case INTERVAL -> interval(s.toString());
      default -> throw mismatch(s, type);
    };
  }

  /// An interval as it is printed: numbers and units, such as `2 days 1.5 secs`.
  private static double interval(String text) throws Unfit {
    String[] parts = text.isBlank() ? new String[0] : text.strip().split(" +", -1);
    if (parts.length % 2 != 0) {
      throw new Unfit("wrong interval format, must be pairs of values with units");
    }
    double seconds = 0;
    for (int i = 0; i < parts.length; i += 2) {
      try {
        seconds += Double.parseDouble(parts[i]) * unit(parts[i + 1]);
      } catch (NumberFormatException e) {
        throw new Unfit("wrong interval format, invalid number " + parts[i]);
      }
    }
    return seconds;
  }

  private static double unit(String name) throws Unfit {
    return switch (name.endsWith("s") ? name.substring(0, name.length() - 1) : name) {
      case "day" -> 86_400;
      case "hr" -> 3_600;
      case "min" -> 60;
      case "sec" -> 1;
      case "msec" -> 1e-3;
      case "usec" -> 1e-6;
      default -> throw new Unfit("wrong interval format, invalid unit type " + name);
    };
  }

  private static String withoutBrackets(String text) {
    return text.replace("[", "").replace("]", "");
  }

  private static Addr addr(String text) throws Unfit {
    Addr found = Addr.parse(withoutBrackets(text));
    if (found == null) {
      throw new Unfit("bad IP address: " + text);
    }
    return found;
  }

  private static Subnet subnet(String text) throws Unfit {
    String plain = withoutBrackets(text);
    int slash = plain.indexOf('/');
    Subnet found =
        slash <= 0
            ? null
            : Subnet.ofWritten(addr(plain.substring(0, slash)), plain.substring(slash + 1));
    if (found == null) {
      throw new Unfit("bad subnet: " + text);
    }
    return found;
  }

  private static Port port(String text) throws Unfit {
    int slash = text.indexOf('/');
    int proto = slash < 1 || slash > 5 ? -1 : Port.proto(text.substring(slash + 1));
    if (proto >= 0) {
      try {
        int number = Integer.parseInt(text.substring(0, slash));
        if (number >= 0 && number <= 0xffff) {
          return new Port(number, proto);
        }
      } catch (NumberFormatException e) {
        // said below
      }
    }
    throw new Unfit("wrong port format, string must be /[0-9]{1,5}\\/(tcp|udp|icmp|unknown)/");
  }

  private static Port port(Map<?, ?> members) throws Unfit {
    if (members.get(Str.of("port")) instanceof Long number
        && members.get(Str.of("proto")) instanceof Str proto) {
      int code = Port.proto(proto.toString());
      if (number >= 0 && number <= 0xffff && code >= 0) {
        return new Port(number.intValue(), code);
      }
    }
    throw new Unfit("wrong port format, object must have 'port' and 'proto' members");
  }

  private Pattern pattern(String text) throws Unfit {
    boolean slashes = text.length() >= 2 && text.startsWith("/") && text.endsWith("/");
    String inner = slashes ? text.substring(1, text.length() - 1) : text;
    if (slashes && inner.startsWith("^?(") && inner.endsWith(")$?")) {
      // As a pattern is printed.
      inner = inner.substring(3, inner.length() - 3);
    }
    try {
      return Pattern.parse(Str.of(inner), false, false);
    } catch (RegexSyntaxException e) {
      rt.note(Level.ERROR, "error compiling pattern /^?(.|\\n)*(" + inner + ")/");
      throw new Unfit("error compiling pattern");
    }
  }

  private Vec vector(List<?> elements, VectorType type) throws Unfit {
    Vec made = new Vec(type);
    for (Object element : elements) {
      if (element != JsonParser.NULL) {
        made.add(value(element, type.element()));
      }
    }
    return made;
  }

  private Object key(Object json, List<Type> types) throws Unfit {
    if (types.size() == 1) {
      return value(json, types.getFirst());
    }
    if (!(json instanceof List<?> parts) || parts.size() != types.size()) {
      throw new Unfit("index type doesn't match");
    }
    Object[] made = new Object[parts.size()];
    for (int i = 0; i < made.length; i++) {
      made[i] = value(parts.get(i), types.get(i));
    }
    return new Key(made);
  }

  private Table set(List<?> elements, TableType type) throws Unfit {
    Table made = new Table(type);
    for (Object element : elements) {
      if (element != JsonParser.NULL) {
        made.put(key(element, type.index()), Table.MEMBER);
      }
    }
    return made;
  }

  /// Names of members are keys: a string as it is, others as the JSON text of their value.
  private Table table(Map<?, ?> members, TableType type) throws Unfit {
    Table made = new Table(type);
    Type valueType = type.value();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      if (valueType != null && member.getValue() != JsonParser.NULL) {
        made.put(
            memberKey((Str) member.getKey(), type.index()), value(member.getValue(), valueType));
      }
    }
    return made;
  }

  private Object memberKey(Str name, List<Type> types) throws Unfit {
    if (types.size() == 1 && !(types.getFirst() instanceof RecordType)) {
      Type only = types.getFirst();
      if (only == Basic.STRING
          || only instanceof EnumType
          || only == Basic.ADDR
          || only == Basic.SUBNET
          || only == Basic.PORT
          || only == Basic.PATTERN) {
        return value(name, only);
      }
    }
    try {
      return key(JsonParser.parse(name), types);
    } catch (JsonParser.Malformed e) {
      throw new Unfit(String.valueOf(e.getMessage()));
    }
  }

  private Record record(Map<?, ?> members, RecordType type) throws Unfit {
    Map<String, Object> byField = new LinkedHashMap<>();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      Object name = nameOf.call(member.getKey());
      byField.put(String.valueOf(name), member.getValue());
    }
    Record made = rt.program().newRecord(type.id());
    for (int slot = 0; slot < type.size(); slot++) {
      RecordType.Field field = type.field(slot);
      @Nullable Object json = byField.get(field.name());
      if (json != null && json != JsonParser.NULL) {
        made.set(slot, value(json, field.type()));
      } else if (!field.optional() && !field.hasDefault()) {
        throw new Unfit(
            "required field %s$%s is %s in JSON"
                .formatted(type.name(), field.name(), json == null ? "missing" : "null"));
      }
    }
    return made;
  }
}
