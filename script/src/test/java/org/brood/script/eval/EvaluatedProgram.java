package org.brood.script.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.brood.script.codegen.NativeTable;
import org.brood.script.runtime.Checks;
import org.brood.script.runtime.ProgramInfo;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.ScriptProgram;
import org.brood.script.tree.Body;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Function;
import org.brood.script.tree.Global;
import org.brood.script.tree.InitStep;
import org.brood.script.tree.Program;
import org.brood.script.type.Basic;
import org.brood.script.type.FuncType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.VectorType;
import org.brood.script.value.Record;
import org.brood.script.value.Table;
import org.brood.script.value.TableBehavior;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// A checked program that is run by walking its tree. It takes the place of the compiled main class
/// in a [Runtime].
final class EvaluatedProgram extends ScriptProgram {
  private final Program program;
  private final NativeTable natives;
  private final Map<Global, Object> globals = new IdentityHashMap<>();
  private final Map<Function, Integer> numbers = new IdentityHashMap<>();
  private final Map<RecordType, Map<Integer, Expr>> fieldDefaults = new IdentityHashMap<>();
  private final Expressions expressions = new Expressions(this);
  private final Statements statements = new Statements(this, expressions);

  EvaluatedProgram(Runtime rt, Program program, NativeTable natives) {
    super(rt);
    this.program = program;
    this.natives = natives;
    for (int i = 0; i < program.functions().size(); i++) {
      numbers.put(program.functions().get(i), i);
    }
    for (Program.FieldDefault one : program.fieldDefaults()) {
      fieldDefaults.computeIfAbsent(one.of(), _ -> new HashMap<>()).put(one.slot(), one.value());
    }
    rt.attach(this);
  }

  /// The description that a [Runtime] asks for; numbers the record types.
  static ProgramInfo describe(Program program) {
    for (int i = 0; i < program.records().size(); i++) {
      program.records().get(i).number(i);
    }
    List<ProgramInfo.GlobalInfo> globals = new ArrayList<>();
    for (Global global : program.globals()) {
      globals.add(
          new ProgramInfo.GlobalInfo(
              global.name(),
              global.type(),
              global.kind().name().toLowerCase(Locale.ROOT),
              global.isRedefinable(),
              global.isExported()));
    }
    List<ProgramInfo.FunctionInfo> functions = new ArrayList<>();
    for (Function function : program.functions()) {
      List<ProgramInfo.HandlerInfo> handlers = new ArrayList<>();
      for (Body body : inOrder(function)) {
        List<String> groups = new ArrayList<>();
        body.groups().forEach(group -> groups.add("attr:" + group));
        groups.add("module:" + body.module());
        handlers.add(
            new ProgramInfo.HandlerInfo(
                body.priority(), groups, body.span().file().name(), body.span().line()));
      }
      functions.add(
          new ProgramInfo.FunctionInfo(
              function.name(),
              function.type(),
              function.isNative(),
              false,
              handlers,
              function.listing()));
    }
    return new ProgramInfo(
        globals,
        functions,
        program.records(),
        program.enums(),
        program.types(),
        List.of(),
        List.of(),
        program.documentation(),
        program.modules());
  }

  private static List<Body> inOrder(Function function) {
    return function.bodies().stream()
        .sorted(Comparator.comparingInt((Body body) -> -body.priority()))
        .toList();
  }

  NativeTable natives() {
    return natives;
  }

  int number(Function function) {
    Integer number = numbers.get(function);
    if (number == null) {
      throw new IllegalStateException("not a named function: " + function);
    }
    return number;
  }

  @Nullable Object get(Global global) {
    return globals.get(global);
  }

  void set(Global global, @Nullable Object value) {
    if (value == null) {
      globals.remove(global);
    } else {
      globals.put(global, value);
    }
  }

  // ---- what a runtime asks for

  @Override
  public void init() {
    Scope scope = scope();
    for (InitStep step : program.init()) {
      try {
        init(step, scope);
      } catch (RuntimeException failure) {
        rt.failed(failure);
        if (step instanceof InitStep.Set(Global global, var _, var _)) {
          Checks.notInitialized(this, Expressions.site(global.span(), global.name()));
        }
      }
    }
  }

  private void init(InitStep step, Scope scope) {
    switch (step) {
      case InitStep.Set(Global global, Expr value, var _) ->
          globals.put(global, expressions.value(value, scope));
      case InitStep.Evaluate(Expr expr, var _) -> expressions.evaluate(expr, scope);
      case InitStep.SetAttrs(Global global, var attrs, var _) -> {
        TableBehavior behavior = expressions.behavior(attrs, scope);
        if (globals.get(global) instanceof Table table && behavior != null) {
          org.brood.script.runtime.Tables.behave(this, table, behavior);
        }
      }
    }
  }

  private Scope scope() {
    FuncType type = new FuncType(FuncType.Flavor.EVENT, List.of(), Basic.VOID);
    Function function = new Function("init", type, false, org.brood.script.source.Span.NONE);
    Body body =
        new Body(
            List.of(),
            List.of(),
            List.of(),
            new org.brood.script.tree.Stmt.Block(List.of(), org.brood.script.source.Span.NONE),
            0,
            List.of(),
            "GLOBAL",
            org.brood.script.source.Span.NONE);
    return new Scope(function, body, new Object[0], false);
  }

  @Override
  public void dispatch(int event, @Nullable Object[] arguments) {
    Function function = program.functions().get(event);
    List<Body> bodies = inOrder(function);
    for (int i = 0; i < bodies.size(); i++) {
      if (rt.enabled(event, i)) {
        guarded(function, bodies.get(i), arguments);
      }
    }
  }

  private @Nullable Object guarded(Function function, Body body, @Nullable Object[] arguments) {
    try {
      return run(function, body, arguments, new Object[0], false);
    } catch (RuntimeException failure) {
      rt.failed(failure);
    } catch (StackOverflowError e) {
      rt.overflowed();
    }
    return null;
  }

  @Override
  public @Nullable Object invoke(
      int number, @Nullable Object[] arguments, @Nullable Object[] captures) {
    Function function = program.functions().get(number);
    return switch (function.type().flavor()) {
      case EVENT -> {
        dispatch(number, arguments);
        yield null;
      }
      case HOOK -> hook(function, arguments);
      case FUNCTION ->
          function.isNative()
              ? expressions.callNative(function, arguments)
              : run(function, function.bodies().getFirst(), arguments, captures, false);
    };
  }

  /// Runs a hook's bodies until one breaks off.
  boolean hook(Function function, @Nullable Object[] arguments) {
    List<Body> bodies = inOrder(function);
    for (int i = 0; i < bodies.size(); i++) {
      if (rt.enabled(number(function), i)
          && Boolean.FALSE.equals(guarded(function, bodies.get(i), arguments))) {
        return false;
      }
    }
    return true;
  }

  /// Runs one body.
  ///
  /// @return the boxed result; false for a hook that broke off
  @Nullable Object run(
      Function function,
      Body body,
      @Nullable Object[] arguments,
      @Nullable Object[] captures,
      boolean condition) {
    Scope scope = new Scope(function, body, captures, condition);
    for (int i = 0; i < body.params().size(); i++) {
      scope.set(body.params().get(i), arguments[body.paramSlots().get(i)]);
    }
    Scope.Ending ending = statements.run(body.code(), scope);
    if (function.type().flavor() == FuncType.Flavor.HOOK) {
      return ending != Scope.Ending.HOOK_BREAK;
    }
    Type result = function.type().result();
    boolean returns = result != Basic.VOID && result != Basic.ANY;
    if (function.type().flavor() == FuncType.Flavor.FUNCTION
        && ending != Scope.Ending.RETURN
        && returns
        && !function.name().startsWith("lambda_")) {
      throw Checks.noResult(this, function.name());
    }
    return scope.result;
  }

  @Override
  public Record newRecord(int type) {
    RecordType of = program.records().get(type);
    Record made = new EvaluatedRecord(of);
    for (int slot = 0; slot < of.size(); slot++) {
      RecordType.Field field = of.field(slot);
      Expr given = fieldDefault(of, slot);
      if (given != null) {
        made.set(slot, expressions.value(given, scope()));
      } else if (!field.optional()) {
        made.set(slot, empty(field.type()));
      }
    }
    return made;
  }

  /// The default of a field, evaluated anew.
  @Nullable Object fresh(RecordType of, int slot) {
    Expr given = fieldDefault(of, slot);
    return given == null ? null : expressions.value(given, scope());
  }

  private @Nullable Expr fieldDefault(RecordType of, int slot) {
    return fieldDefaults.getOrDefault(of, Map.of()).get(slot);
  }

  /// What a variable without a first value holds: containers and records are there, all else is
  /// unset.
  @Nullable Object empty(Type type) {
    return switch (type) {
      case TableType table -> new Table(table);
      case VectorType vector -> new Vec(vector);
      case RecordType record -> newRecord(record.id());
      default -> null;
    };
  }

  @Override
  public @Nullable Object global(int index) {
    return globals.get(program.globals().get(index));
  }

  @Override
  public void setGlobal(int index, @Nullable Object value) {
    set(program.globals().get(index), value);
  }
}
