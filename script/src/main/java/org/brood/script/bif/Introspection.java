package org.brood.script.bif;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.brood.regex.AutomatonStats;
import org.brood.script.runtime.Backtrace;
import org.brood.script.runtime.EventGroups;
import org.brood.script.runtime.MayMiss;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.ProgramInfo;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.Site;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.FuncType;
import org.brood.script.type.OpaqueType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.TypeType;
import org.brood.script.type.VectorType;
import org.brood.script.value.Key;
import org.brood.script.value.Pattern;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Table;
import org.brood.script.value.TableBehavior;
import org.brood.script.value.TypeVal;
import org.brood.script.value.Values;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// What a program can ask of itself.
@Natives
public final class Introspection {
  private static final TableType STRING_SET = new TableType(List.of(Basic.STRING), null);

  private Introspection() {}

  public static Vec backtrace(Runtime rt) {
    return Backtrace.of(rt, Site.decode(rt.site));
  }

  public static Str type_name(Object value) {
    if (value instanceof TypeVal) {
      return Str.of("type");
    }
    Type type = Values.typeOf(value);
    return Str.of(type == Basic.FILE ? "file of string" : type.describe());
  }

  private static Table strings(Iterable<String> names) {
    Table set = new Table(STRING_SET);
    for (String name : names) {
      set.put(Str.of(name), Table.MEMBER);
    }
    return set;
  }

  public static Table enum_names(Runtime rt, Object value) {
    Type type = value instanceof TypeVal(Type named) ? named : Values.typeOf(value);
    if (type instanceof EnumType e) {
      return strings(e.items().stream().map(EnumType.Item::name).toList());
    }
    if (value instanceof Str name) {
      EnumType e = rt.info().enumeration(name.toString());
      if (e != null) {
        return strings(e.items().stream().map(EnumType.Item::name).toList());
      }
    }
    rt.note(Level.ERROR, "enum_names() requires an enum type");
    return new Table(STRING_SET);
  }

  public static Table type_aliases(Runtime rt, Object value) {
    Type type = value instanceof TypeVal(Type named) ? named : Values.typeOf(value);
    return strings(
        rt.info().types().entrySet().stream()
            .filter(e -> e.getValue() == type)
            .map(java.util.Map.Entry::getKey)
            .toList());
  }

  private static @Nullable Object value(Runtime rt, String name) {
    ProgramInfo info = rt.info();
    int global = info.global(name);
    if (global >= 0) {
      return Values.toAny(rt.program().global(global), info.globals().get(global).type());
    }
    int function = info.function(name);
    return function < 0 ? null : rt.program().function(function);
  }

  public static Object lookup_ID(Runtime rt, Str id) {
    String name = id.toString();
    Object value = value(rt, name.startsWith("GLOBAL::") ? name.substring(8) : name);
    if (value != null) {
      return value;
    }
    for (EnumType type : rt.info().enums()) {
      EnumType.Item item = type.item(name);
      if (item != null) {
        return item;
      }
    }
    boolean known = rt.info().global(name) >= 0;
    return Str.of(known ? "<no ID value>" : "<unknown id>");
  }

  public static Table record_fields(Runtime rt, Object value) {
    Record record = value instanceof Record r ? r : null;
    Type type =
        record != null
            ? record.recordType()
            : value instanceof TypeVal(Type named) ? named : typeNamed(rt, value);
    RecordType fieldType = rt.info().record("record_field");
    Table table = new Table(new TableType(List.of(Basic.STRING), fieldType), TableBehavior.ORDERED);
    if (!(type instanceof RecordType of) || fieldType == null) {
      rt.note(Level.ERROR, "non-record value/type passed to record_fields");
      return table;
    }
    for (int slot = 0; slot < of.size(); slot++) {
      RecordType.Field field = of.field(slot);
      Record described = rt.program().newRecord(fieldType.id());
      described.set("type_name", Str.of(kindAndName(field.type())));
      described.set("log", field.log());
      described.set("optional", field.optional() || field.hasDefault());
      if (record != null && record.get(slot) != null) {
        described.set("value", Values.toAny(record.get(slot), field.type()));
      }
      if (field.hasDefault()) {
        Object fallback = rt.program().newRecord(of.id()).get(slot);
        described.set("default_val", Values.toAny(fallback, field.type()));
      }
      table.put(Str.of(field.name()), described);
    }
    return table;
  }

  /// A type with the word for what it is before its name, inside of containers too.
  private static String kindAndName(Type type) {
    return switch (type) {
      case RecordType r -> "record " + r.name();
      case EnumType e -> "enum " + e.name();
      case VectorType v -> "vector of " + kindAndName(v.element());
      case TableType t -> {
        String index =
            t.index().stream().map(Introspection::kindAndName).collect(Collectors.joining(","));
        Type value = t.value();
        yield value == null
            ? "set[" + index + "]"
            : "table[" + index + "] of " + kindAndName(value);
      }
      case FuncType _ -> "func";
      case OpaqueType _ -> "opaque";
      case TypeType _ -> "type";
      case Basic b -> b.describe();
    };
  }

  private static Type typeNamed(Runtime rt, Object value) {
    Type found = value instanceof Str name ? rt.info().types().get(name.toString()) : null;
    return found == null ? Basic.ERROR : found;
  }

  public static Table global_ids(Runtime rt) {
    RecordType idType = rt.info().record("script_id");
    Table table = new Table(new TableType(List.of(Basic.STRING), idType));
    if (idType == null) {
      return table;
    }
    if (!rt.isInitialized()) {
      rt.note(Level.ERROR, "top-level global_ids() call unsupported");
      return table;
    }
    List<ProgramInfo.GlobalInfo> globals = rt.info().globals();
    for (int i = 0; i < globals.size(); i++) {
      ProgramInfo.GlobalInfo global = globals.get(i);
      Record described = describedId(rt, idType, global.type().describe(), global.exported());
      described.set("constant", global.kind().equals("const"));
      described.set("option_value", global.kind().equals("option"));
      described.set("redefinable", global.redefinable());
      Object value = rt.program().global(i);
      if (value != null) {
        described.set("value", Values.toAny(value, global.type()));
      }
      table.put(Str.of(global.name()), described);
    }
    List<ProgramInfo.FunctionInfo> functions = rt.info().functions();
    for (int i = 0; i < functions.size(); i++) {
      ProgramInfo.FunctionInfo function = functions.get(i);
      if (!function.isLambda() && !function.name().startsWith("<")) {
        Record described = describedId(rt, idType, function.type().describe(), true);
        described.set("value", rt.program().function(i));
        table.put(Str.of(function.name()), described);
      }
    }
    for (String module : rt.info().modules()) {
      Str name = Str.of("module " + module);
      table.put(name, describedId(rt, idType, "module", false));
    }
    return table;
  }

  private static Record describedId(Runtime rt, RecordType idType, String type, boolean exported) {
    Record described = rt.program().newRecord(idType.id());
    described.set("type_name", Str.of(type));
    described.set("exported", exported);
    described.set("constant", false);
    described.set("enum_constant", false);
    described.set("option_value", false);
    described.set("redefinable", false);
    described.set("broker_backend", false);
    return described;
  }

  public static Table global_options(Runtime rt) {
    return strings(
        rt.info().globals().stream()
            .filter(g -> g.kind().equals("option"))
            .map(ProgramInfo.GlobalInfo::name)
            .toList());
  }

  public static boolean is_event_handled(Runtime rt, Str name) {
    int event = rt.info().function(name.toString());
    if (event < 0) {
      if (rt.info().global(name.toString()) >= 0
          || rt.info().types().containsKey(name.toString())) {
        rt.complain("is_event_handled: '" + name + "' is not an event");
      }
      return false;
    }
    if (rt.info().functions().get(event).type().flavor() != FuncType.Flavor.EVENT) {
      rt.complain("is_event_handled: '" + name + "' is not an event");
      return false;
    }
    return !rt.info().functions().get(event).handlers().isEmpty();
  }

  public static boolean generate_all_events(Runtime rt) {
    rt.wantAll();
    return true;
  }

  private static boolean enable(Runtime rt, String kind, Str group, boolean on) {
    EventGroups groups = rt.groups();
    boolean known = groups.enable(rt, kind + group, on);
    if (!known) {
      rt.complain("no such event group: " + group);
    }
    return known;
  }

  public static boolean enable_event_group(Runtime rt, Str group) {
    return enable(rt, "attr:", group, true);
  }

  public static boolean disable_event_group(Runtime rt, Str group) {
    return enable(rt, "attr:", group, false);
  }

  public static boolean has_event_group(Runtime rt, Str group) {
    return rt.groups().exists("attr:" + group);
  }

  public static boolean enable_module_events(Runtime rt, Str module) {
    return enable(rt, "module:", module, true);
  }

  public static boolean disable_module_events(Runtime rt, Str module) {
    return enable(rt, "module:", module, false);
  }

  public static boolean has_module_events(Runtime rt, Str module) {
    return rt.groups().exists("module:" + module);
  }

  public static boolean __init_secondary_bifs() {
    return true;
  }

  public static boolean have_spicy() {
    return false;
  }

  public static boolean have_spicy_analyzers() {
    return false;
  }

  /// Strings count once more for each of these bytes.
  private static final int STRING_UNIT = 24;

  public static long val_footprint(Runtime rt, Object value) {
    return footprint(value, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  /// The size of each container, and of what it holds; what holds itself counts once.
  private static long footprint(Object value, Set<Object> around) {
    boolean holds = value instanceof Table || value instanceof Vec || value instanceof Record;
    if (holds && !around.add(value)) {
      return 1;
    }
    long sum =
        switch (value) {
          case Table t -> footprint(t, around);
          case Vec v -> footprint(v, around);
          case Record r -> footprint(r, around);
          case Key key -> {
            long parts = key.size();
            for (int i = 0; i < key.size(); i++) {
              Object part = key.part(i);
              parts += part == null ? 0 : footprint(part, around);
            }
            yield parts;
          }
          case Str s -> 1 + s.length() / STRING_UNIT;
          default -> 1;
        };
    around.remove(value);
    return sum;
  }

  private static long footprint(Table table, Set<Object> around) {
    long sum = table.size();
    Table.Cursor cursor = table.cursor();
    while (cursor.advance()) {
      Object key = cursor.key();
      sum += (key instanceof Key ? 0 : 1) + footprint(key, around);
      sum += table.isSet() ? 0 : footprint(cursor.value(), around);
    }
    return sum;
  }

  private static long footprint(Vec vec, Set<Object> around) {
    long sum = vec.size();
    for (int i = 0; i < vec.size(); i++) {
      Object element = vec.get(i);
      sum += element == null ? 0 : footprint(element, around);
    }
    return sum;
  }

  private static long footprint(Record record, Set<Object> around) {
    long sum = record.recordType().size();
    for (int i = 0; i < record.recordType().size(); i++) {
      Object field = record.get(i);
      sum += field == null ? 0 : footprint(field, around);
    }
    return sum;
  }

  /// What the automata of a table's patterns hold.
  @MayMiss
  public static @Nullable Record table_pattern_matcher_stats(Runtime rt, Object tbl) {
    if (!(tbl instanceof Table table)) {
      rt.complain("pattern-table_stats() requires a table argument");
      return null;
    }
    if (table.type().index().size() != 1 || table.type().index().getFirst() != Basic.PATTERN) {
      rt.complain("pattern_table_stats() requires a single index of type pattern");
      return null;
    }
    long positions = 0;
    long states = 0;
    long flushes = 0;
    Table.Cursor cursor = table.cursor();
    while (cursor.advance()) {
      AutomatonStats stats = ((Pattern) cursor.key()).regex().stats();
      positions += stats.nfaStates();
      states += stats.dfaStates();
      flushes += stats.flushes();
    }
    RecordType type = Objects.requireNonNull(rt.info().record("MatcherStats"));
    Record made = rt.program().newRecord(type.id());
    for (int slot = 0; slot < type.size(); slot++) {
      made.set(slot, 0L);
    }
    made.set("matchers", (long) table.size());
    made.set("nfa_states", positions);
    made.set("dfa_states", states);
    made.set("computed", states);
    made.set("misses", flushes);
    return made;
  }

  /// The footprints of all globals that are containers.
  public static Table global_container_footprints(Runtime rt) {
    Table sizes = new Table(new TableType(List.of(Basic.STRING), Basic.COUNT));
    List<ProgramInfo.GlobalInfo> globals = rt.info().globals();
    for (int i = 0; i < globals.size(); i++) {
      Object value = rt.program().global(i);
      if (value instanceof Table || value instanceof Vec || value instanceof Record) {
        sizes.put(Str.of(globals.get(i).name()), val_footprint(rt, value));
      }
    }
    return sizes;
  }
}
