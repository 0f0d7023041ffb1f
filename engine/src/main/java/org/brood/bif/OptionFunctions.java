package org.brood.bif;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.ProgramInfo;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.Basic;
import org.brood.script.type.FuncType;
import org.brood.script.type.Type;
import org.brood.script.type.Types;
import org.brood.script.type.VectorType;
import org.brood.script.value.Func;
import org.brood.script.value.Str;
import org.brood.script.value.Table;
import org.brood.script.value.Values;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// The module `Option`: options that change while the program runs.
@Natives("Option")
public final class OptionFunctions {
  private OptionFunctions() {}

  private record Handler(Func function, long priority) {}

  /// The change handlers of one program.
  private static final class Handlers {
    private final Map<String, List<Handler>> byOption = new HashMap<>();
  }

  private static Handlers handlers(Runtime rt) {
    return rt.serviceOr(Handlers.class, Handlers::new);
  }

  public static boolean set(Runtime rt, Str id, Object value, Str location) {
    String name = id.toString();
    int index = rt.info().global(name);
    if (index < 0) {
      rt.complain("Could not find ID named '" + name + "'");
      return false;
    }
    ProgramInfo.GlobalInfo global = rt.info().globals().get(index);
    if (!global.kind().equals("option")) {
      rt.complain("ID '" + name + "' is not an option");
      return false;
    }
    Object converted = convert(value, global.type());
    if (converted == null) {
      rt.complain(
          "Incompatible type for set of ID '%s': got '%s', need '%s'"
              .formatted(name, Values.typeOf(value).describe(), global.type().describe()));
      return false;
    }
    return change(rt, name, index, converted, location);
  }

  private static @Nullable Object convert(Object value, Type type) {
    if (value instanceof Table table
        && table.size() == 0
        && type instanceof org.brood.script.type.TableType to) {
      return new Table(to);
    }
    if (value instanceof Vec vec && vec.size() == 0 && type instanceof VectorType to) {
      return new Vec(to);
    }
    return Values.fromAny(value, type);
  }

  /// What a handler makes of a value; handlers may take and give `any`.
  private static @Nullable Object handled(
      Func function, String name, Object value, Type type, Str location) {
    FuncType shape = function.type();
    boolean any = shape.params().get(1).type() == Basic.ANY;
    Object given = any ? Values.toAny(value, type) : value;
    Object changed =
        shape.params().size() == 3
            ? function.call(Str.of(name), given, location)
            : function.call(Str.of(name), given);
    return shape.result() == Basic.ANY ? Values.fromAny(changed, type) : changed;
  }

  private static boolean change(Runtime rt, String name, int index, Object first, Str location) {
    if (rt.isTerminating()) {
      return false;
    }
    Object value = first;
    for (Handler handler : handlers(rt).byOption.getOrDefault(name, List.of())) {
      Type type = rt.info().globals().get(index).type();
      Object changed = handled(handler.function(), name, value, type, location);
      if (changed == null) {
        return false;
      }
      value = changed;
    }
    rt.program().setGlobal(index, value);
    return true;
  }

  public static boolean set_change_handler(Runtime rt, Str id, Object onChange, long priority) {
    String name = id.toString();
    int index = rt.info().global(name);
    if (index < 0 || !rt.info().globals().get(index).kind().equals("option")) {
      rt.complain(
          index < 0
              ? "Could not find ID named '" + name + "'"
              : "ID '" + name + "' is not an option");
      return false;
    }
    Type type = rt.info().globals().get(index).type();
    if (!(onChange instanceof Func function)) {
      rt.complain(
          "Option::on_change needs function argument; got '%s' for ID '%s'"
              .formatted(Values.typeOf(onChange).describe(), name));
      return false;
    }
    String problem = misfit(function.type(), type, name);
    if (!problem.isEmpty()) {
      rt.complain(problem);
      return false;
    }
    List<Handler> list = handlers(rt).byOption.computeIfAbsent(name, _ -> new ArrayList<>());
    list.add(new Handler(function, priority));
    list.sort(Comparator.comparingLong(Handler::priority).reversed());
    return true;
  }

  /// Why a function cannot handle changes of an option; empty if it can.
  private static String misfit(FuncType shape, Type option, String name) {
    if (shape.flavor() != FuncType.Flavor.FUNCTION) {
      return "Option::on_change needs function argument; not hook or event";
    }
    List<FuncType.Param> params = shape.params();
    if (params.size() != 2 && params.size() != 3) {
      return "Wrong number of arguments for passed function in Option::on_change for ID '%s'; expected 2 or 3, got %d"
          .formatted(name, params.size());
    }
    Type value = params.get(1).type();
    if (differs(value, option)) {
      return "Second argument of passed function has to be %s in Option::on_change for ID '%s'; got '%s'"
          .formatted(option.describe(), name, value.describe());
    }
    if (params.size() == 3 && params.get(2).type() != Basic.STRING) {
      return "Third argument of passed function has to be string in Option::on_change for ID '%s'; got '%s'"
          .formatted(name, params.get(2).type().describe());
    }
    return differs(shape.result(), option)
        ? "Passed function needs to return type '%s' for ID '%s'; got '%s'"
            .formatted(option.describe(), name, shape.result().describe())
        : "";
  }

  private static boolean differs(Type type, Type option) {
    return type != Basic.ANY && option != Basic.ANY && !Types.same(type, option);
  }

  public static Vec any_set_to_any_vec(Runtime rt, Object value) {
    Vec vec = new Vec(new VectorType(Basic.ANY));
    if (value instanceof Table set && set.isSet()) {
      for (Object key : set.keys()) {
        vec.add(Values.toAny(key, set.type().index().getFirst()));
      }
    }
    return vec;
  }
}
