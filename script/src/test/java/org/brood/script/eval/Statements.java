package org.brood.script.eval;

import java.util.List;
import java.util.Objects;
import org.brood.script.eval.Scope.Ending;
import org.brood.script.runtime.Checks;
import org.brood.script.runtime.Messages;
import org.brood.script.runtime.NoValue;
import org.brood.script.runtime.Printing;
import org.brood.script.runtime.ScriptError;
import org.brood.script.runtime.Site;
import org.brood.script.runtime.StopRequested;
import org.brood.script.runtime.Tables;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Function;
import org.brood.script.tree.Local;
import org.brood.script.tree.Stmt;
import org.brood.script.tree.TableAttrs;
import org.brood.script.type.Basic;
import org.brood.script.type.FuncType;
import org.brood.script.type.TableType;
import org.brood.script.value.FileVal;
import org.brood.script.value.Func;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Table;
import org.brood.script.value.Values;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// Carries out statements.
final class Statements {
  private final EvaluatedProgram program;
  private final Expressions expressions;

  Statements(EvaluatedProgram program, Expressions expressions) {
    this.program = program;
    this.expressions = expressions;
  }

  private Object value(Expr expr, Scope scope) {
    return expressions.value(expr, scope);
  }

  /// The same, null if a call on the way gave no value.
  private @Nullable Object valueOrNone(Expr expr, Scope scope) {
    try {
      return value(expr, scope);
    } catch (NoValue _) {
      return null;
    }
  }

  Ending run(Stmt stmt, Scope scope) {
    switch (stmt) {
      case Stmt.Block(List<Stmt> all, var _) -> {
        for (Stmt one : all) {
          Ending ending = run(one, scope);
          if (ending != Ending.NORMAL) {
            return ending;
          }
        }
      }
      case Stmt.LocalInit(Local local, Expr value, TableAttrs attrs, var _) ->
          scope.set(local, value == null ? start(local, attrs, scope) : valueOrNone(value, scope));
      case Stmt.If(Expr condition, Stmt yes, Stmt no, var _) -> {
        Object holds = valueOrNone(condition, scope);
        if (Boolean.TRUE.equals(holds)) {
          return run(yes, scope);
        }
        return no == null || holds == null ? Ending.NORMAL : run(no, scope);
      }
      case Stmt.While loop -> {
        return runWhile(loop, scope);
      }
      case Stmt.ForTable loop -> {
        return forTable(loop, scope);
      }
      case Stmt.ForVector loop -> {
        return forVector(loop, scope);
      }
      case Stmt.ForString loop -> {
        return forString(loop, scope);
      }
      case Stmt.Switch choice -> {
        return choose(choice, scope);
      }
      case Stmt.TypeSwitch choice -> {
        return chooseType(choice, scope);
      }
      case Stmt.Next _ -> {
        return Ending.NEXT;
      }
      case Stmt.Break _ -> {
        return Ending.BREAK;
      }
      case Stmt.HookBreak _ -> {
        return Ending.HOOK_BREAK;
      }
      case Stmt.Fallthrough _ -> {
        return Ending.FALLTHROUGH;
      }
      case Stmt.Return(Expr value, var _) -> {
        leave(value, scope);
        return Ending.RETURN;
      }
      case Stmt.When when -> {
        return runWhen(when, scope);
      }
      default -> {
        try {
          effect(stmt, scope);
        } catch (NoValue _) {
          // a call on the way gave no value: the statement does nothing
        }
      }
    }
    return Ending.NORMAL;
  }

  /// Statements that always go on to the next one.
  private void effect(Stmt stmt, Scope scope) {
    switch (stmt) {
      case Stmt.Evaluate(Expr expr, var _) -> expressions.evaluate(expr, scope);
      case Stmt.Print(Expr file, List<Expr> arguments, var _) -> {
        FileVal target = file == null ? null : (FileVal) value(file, scope);
        Printing.print(program, target, expressions.anys(arguments, scope));
      }
      case Stmt.Raise(Function event, List<Expr> arguments, var _) -> {
        int number = program.number(event);
        if (program.rt.wants(number)) {
          program.rt.raise(number, expressions.values(arguments, scope));
        }
      }
      case Stmt.RaiseValue(Expr event, List<Expr> arguments, var _) -> {
        Func function = (Func) value(event, scope);
        program.rt.raiseValue(function, expressions.values(arguments, scope));
      }
      case Stmt.AddElement(Expr set, TableType _, List<Expr> index, var _) -> {
        Table table = (Table) value(set, scope);
        Tables.put(program, table, expressions.key(index, scope), Table.MEMBER);
      }
      case Stmt.DeleteElement(Expr of, TableType _, List<Expr> index, var _) -> {
        Table table = (Table) value(of, scope);
        Tables.remove(program, table, expressions.key(index, scope));
      }
      case Stmt.DeleteField(Expr of, var type, int slot, var _) -> {
        Record record = (Record) value(of, scope);
        record.set(slot, type.field(slot).hasDefault() ? program.fresh(type, slot) : null);
      }
      case Stmt.DeleteAll(Expr container, var _) -> {
        switch (value(container, scope)) {
          case Table table -> table.clear();
          case Vec vec -> vec.clear();
          default -> throw new IllegalStateException("not a container");
        }
      }
      case Stmt.Assert check -> check(check, scope);
      default -> throw new IllegalStateException("no statement: " + stmt);
    }
  }

  private @Nullable Object start(Local local, TableAttrs attrs, Scope scope) {
    return local.type() instanceof TableType type
        ? Tables.create(program, type, expressions.behavior(attrs, scope))
        : program.empty(local.type());
  }

  private void leave(@Nullable Expr value, Scope scope) {
    FuncType type = scope.function.type();
    if (value != null && type.flavor() == FuncType.Flavor.FUNCTION) {
      if (type.result() == Basic.VOID) {
        run(new Stmt.Evaluate(value, value.span()), scope);
      } else {
        scope.result = returned(value, scope);
      }
    }
  }

  private Object returned(Expr value, Scope scope) {
    try {
      return value(value, scope);
    } catch (NoValue missing) {
      if (scope.function.name().startsWith("lambda_")) {
        throw missing;
      }
      throw Checks.noResult(program, scope.function.name());
    }
  }

  private void poll() {
    if (program.stop) {
      throw new StopRequested();
    }
  }

  private Ending runWhile(Stmt.While loop, Scope scope) {
    poll();
    while (Boolean.TRUE.equals(valueOrNone(loop.condition(), scope))) {
      Ending ending = run(loop.body(), scope);
      if (ending.endsLoop()) {
        return ending.afterLoop();
      }
      poll();
    }
    return Ending.NORMAL;
  }

  private Ending forTable(Stmt.ForTable loop, Scope scope) {
    Table table = (Table) valueOrNone(loop.table(), scope);
    if (table == null) {
      return Ending.NORMAL;
    }
    Table.Cursor cursor = table.cursor();
    boolean several = loop.of().index().size() > 1;
    while (cursor.advance()) {
      poll();
      for (int i = 0; i < loop.index().size(); i++) {
        Local local = loop.index().get(i);
        if (local != null) {
          scope.set(local, several ? Values.keyPart(cursor.key(), i) : cursor.key());
        }
      }
      Local held = loop.value();
      if (held != null) {
        scope.set(held, cursor.value());
      }
      Ending ending = run(loop.body(), scope);
      if (ending.endsLoop()) {
        return ending.afterLoop();
      }
    }
    return Ending.NORMAL;
  }

  private Ending forVector(Stmt.ForVector loop, Scope scope) {
    Vec vec = (Vec) valueOrNone(loop.vector(), scope);
    for (int i = 0; vec != null && i < vec.size(); i++) {
      Object element = vec.get(i);
      if (element == null) {
        continue;
      }
      Local index = loop.index();
      if (index != null) {
        scope.set(index, (long) i);
      }
      Local held = loop.value();
      if (held != null) {
        scope.set(held, element);
      }
      Ending ending = run(loop.body(), scope);
      if (ending.endsLoop()) {
        return ending.afterLoop();
      }
    }
    return Ending.NORMAL;
  }

  private Ending forString(Stmt.ForString loop, Scope scope) {
    Str string = (Str) valueOrNone(loop.string(), scope);
    for (int i = 0; string != null && i < string.length(); i++) {
      Local character = loop.character();
      if (character != null) {
        scope.set(character, string.sub(i, i + 1));
      }
      Ending ending = run(loop.body(), scope);
      if (ending.endsLoop()) {
        return ending.afterLoop();
      }
    }
    return Ending.NORMAL;
  }

  private Ending choose(Stmt.Switch choice, Scope scope) {
    Object value = valueOrNone(choice.value(), scope);
    if (value == null) {
      return Ending.NORMAL;
    }
    int start = -1;
    int otherwise = -1;
    for (int i = 0; i < choice.cases().size() && start < 0; i++) {
      Stmt.Case one = choice.cases().get(i);
      if (one.isDefault()) {
        otherwise = i;
      }
      for (Expr label : one.labels()) {
        if (start < 0 && value.equals(value(label, scope))) {
          start = i;
        }
      }
    }
    start = start < 0 ? otherwise : start;
    List<Stmt> bodies = choice.cases().stream().map(Stmt.Case::body).toList();
    return start < 0 ? Ending.NORMAL : cases(bodies, start, scope);
  }

  private Ending cases(List<Stmt> bodies, int start, Scope scope) {
    for (int i = start; i < bodies.size(); i++) {
      Ending ending = run(bodies.get(i), scope);
      if (ending != Ending.FALLTHROUGH) {
        return ending == Ending.BREAK ? Ending.NORMAL : ending;
      }
    }
    return Ending.NORMAL;
  }

  private Ending chooseType(Stmt.TypeSwitch choice, Scope scope) {
    Object given = valueOrNone(choice.value(), scope);
    if (given == null) {
      return Ending.NORMAL;
    }
    Object value = Values.toAny(given, choice.value().type());
    int start = -1;
    int otherwise = -1;
    for (int i = 0; i < choice.cases().size() && start < 0; i++) {
      Stmt.TypeCase one = choice.cases().get(i);
      if (one.isDefault()) {
        otherwise = i;
      }
      for (Stmt.TypeLabel label : one.labels()) {
        if (start < 0 && expressions.is(value, label.type())) {
          Local as = label.as();
          if (as != null) {
            scope.set(as, expressions.converted(value, label.type()));
          }
          start = i;
        }
      }
    }
    start = start < 0 ? otherwise : start;
    List<Stmt> bodies = choice.cases().stream().map(Stmt.TypeCase::body).toList();
    return start < 0 ? Ending.NORMAL : cases(bodies, start, scope);
  }

  private Ending runWhen(Stmt.When when, Scope scope) {
    @Nullable Object[] frame = new Object[when.frame().size()];
    for (int i = 0; i < frame.length; i++) {
      Expr initial = when.initial().get(i);
      frame[i] = initial == null ? null : expressions.captured(initial, scope);
    }
    Func condition = new EvaluatedFunction(program, when.condition(), frame, true);
    Func body = new EvaluatedFunction(program, when.body(), frame, false);
    Expr timeout = when.timeout();
    double seconds = timeout == null ? 0 : (Double) value(timeout, scope);
    Function timeoutBody = when.timeoutBody();
    Func late =
        timeoutBody == null ? null : new EvaluatedFunction(program, timeoutBody, frame, false);
    if (!when.returns()) {
      program.rt.when(condition, body, seconds, timeout != null, late);
      return Ending.NORMAL;
    }
    scope.result = program.rt.returnWhen(condition, body, seconds, timeout != null, late);
    return Ending.RETURN;
  }

  private void check(Stmt.Assert check, Scope scope) {
    if ((Boolean) value(check.condition(), scope)) {
      return;
    }
    Expr message = check.message();
    String text = "assertion failure: " + check.text();
    if (message != null) {
      text += " (" + value(message, scope) + ")";
    }
    String site = Expressions.site(check.span(), "");
    program
        .rt
        .messages()
        .report(Messages.Level.ERROR, "", text, Objects.requireNonNull(Site.decode(site)));
    throw ScriptError.reported(site);
  }
}
