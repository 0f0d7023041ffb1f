package org.brood.script.bif;

import java.util.List;
import org.brood.script.runtime.EventGroups;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.ProgramInfo;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.FuncType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Table;
import org.brood.script.value.TypeVal;
import org.brood.script.value.Values;
import org.jspecify.annotations.Nullable;

/// What a program can ask of itself.
@Natives
public final class Introspection {
  private static final TableType STRING_SET = new TableType(List.of(Basic.STRING), null);

  private Introspection() {}

  public static Str type_name(Object value) {
    Type type = value instanceof TypeVal(Type named) ? named : Values.typeOf(value);
    return Str.of(
        switch (type) {
          case RecordType record -> record.describeFields();
          case Basic basic when basic == Basic.FILE -> "file of string";
          default -> type.describe();
        });
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
    Table table = new Table(new TableType(List.of(Basic.STRING), fieldType));
    if (!(type instanceof RecordType of) || fieldType == null) {
      rt.note(Level.ERROR, "non-record value/type passed to record_fields");
      return table;
    }
    for (int slot = 0; slot < of.size(); slot++) {
      RecordType.Field field = of.field(slot);
      Record described = rt.program().newRecord(fieldType.id());
      described.set("type_name", Str.of(field.type().describe()));
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
    List<ProgramInfo.GlobalInfo> globals = rt.info().globals();
    for (int i = 0; i < globals.size(); i++) {
      ProgramInfo.GlobalInfo global = globals.get(i);
      Record described = rt.program().newRecord(idType.id());
      described.set("type_name", Str.of(global.type().describe()));
      described.set("exported", global.exported());
      described.set("constant", global.kind().equals("const"));
      described.set("enum_constant", false);
      described.set("option_value", global.kind().equals("option"));
      described.set("redefinable", global.redefinable());
      described.set("broker_backend", false);
      Object value = rt.program().global(i);
      if (value != null) {
        described.set("value", Values.toAny(value, global.type()));
      }
      table.put(Str.of(global.name()), described);
    }
    return table;
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

  private static boolean enable(Runtime rt, String group, boolean on) {
    EventGroups groups = rt.groups();
    return groups.enable(rt, group, on);
  }

  public static boolean enable_event_group(Runtime rt, Str group) {
    return enable(rt, "attr:" + group, true);
  }

  public static boolean disable_event_group(Runtime rt, Str group) {
    return enable(rt, "attr:" + group, false);
  }

  public static boolean has_event_group(Runtime rt, Str group) {
    return rt.groups().exists("attr:" + group);
  }

  public static boolean enable_module_events(Runtime rt, Str module) {
    return enable(rt, "module:" + module, true);
  }

  public static boolean disable_module_events(Runtime rt, Str module) {
    return enable(rt, "module:" + module, false);
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

  public static long val_footprint(Runtime rt, Object value) {
    return switch (value) {
      case Table t -> {
        long sum = t.size();
        Table.Cursor cursor = t.cursor();
        while (cursor.advance()) {
          sum +=
              val_footprint(rt, cursor.key()) + (t.isSet() ? 0 : val_footprint(rt, cursor.value()));
        }
        yield sum;
      }
      case org.brood.script.value.Vec v -> {
        long sum = v.size();
        for (int i = 0; i < v.size(); i++) {
          Object element = v.get(i);
          sum += element == null ? 0 : val_footprint(rt, element);
        }
        yield sum;
      }
      case Record r -> {
        long sum = r.recordType().size();
        for (int i = 0; i < r.recordType().size(); i++) {
          Object field = r.get(i);
          sum += field == null ? 0 : val_footprint(rt, field);
        }
        yield sum;
      }
      default -> 1;
    };
  }
}
