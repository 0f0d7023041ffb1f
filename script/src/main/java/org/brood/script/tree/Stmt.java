package org.brood.script.tree;

import java.util.List;
import org.brood.script.source.Span;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.jspecify.annotations.Nullable;

/// A checked statement.
public sealed interface Stmt {

  Span span();

  record Block(List<Stmt> statements, Span span) implements Stmt {}

  record Evaluate(Expr expr, Span span) implements Stmt {}

  /// `local x = …`; without a value, tables, sets, vectors and records start empty and all else
  /// unset. `attrs` are those of the variable when it is a table that starts empty.
  record LocalInit(Local local, @Nullable Expr value, TableAttrs attrs, Span span)
      implements Stmt {}

  record If(Expr condition, Stmt yes, @Nullable Stmt no, Span span) implements Stmt {}

  record While(Expr condition, Stmt body, Span span) implements Stmt {}

  /// `for ( [a, b], v in t )`: an index variable that is not wanted (`_`) is null, so is a value
  /// that is not.
  record ForTable(
      Expr table,
      TableType of,
      List<@Nullable Local> index,
      @Nullable Local value,
      Stmt body,
      Span span)
      implements Stmt {}

  /// `for ( i, v in vector )`
  record ForVector(Expr vector, @Nullable Local index, @Nullable Local value, Stmt body, Span span)
      implements Stmt {}

  /// `for ( c in string )`: c is a string of one byte.
  record ForString(Expr string, @Nullable Local character, Stmt body, Span span) implements Stmt {}

  /// `switch` over values. Every label has the type of `value`.
  record Switch(Expr value, List<Case> cases, Span span) implements Stmt {}

  /// One case; falls through to the next if its body ends in [Fallthrough].
  ///
  /// @param labels the values, constant or not
  /// @param isDefault whether it is (also) the default case
  record Case(List<Expr> labels, boolean isDefault, Stmt body, Span span) {}

  /// `switch` over types (`case type T as x`).
  record TypeSwitch(Expr value, List<TypeCase> cases, Span span) implements Stmt {}

  record TypeCase(List<TypeLabel> labels, boolean isDefault, Stmt body, Span span) {}

  /// @param as the variable that holds the value as `type`; null if the label names none
  record TypeLabel(Type type, @Nullable Local as) {}

  /// Continues the innermost loop.
  record Next(Span span) implements Stmt {}

  /// Leaves the innermost loop or switch. In a hook's body outside of both: [HookBreak].
  record Break(Span span) implements Stmt {}

  /// `break` of a hook: the hook's result is F and later bodies do not run.
  record HookBreak(Span span) implements Stmt {}

  record Fallthrough(Span span) implements Stmt {}

  record Return(@Nullable Expr value, Span span) implements Stmt {}

  /// `print a, b`: each argument of type `any`; when the first one is of type `file`, it is the
  /// target: then `file` is not null.
  record Print(@Nullable Expr file, List<Expr> arguments, Span span) implements Stmt {}

  /// `event e(…)`: queues the event.
  record Raise(Function event, List<Expr> arguments, Span span) implements Stmt {}

  /// `event e(…)` where `e` is a variable of event type.
  record RaiseValue(Expr event, List<Expr> arguments, Span span) implements Stmt {}

  /// `add s[x]`; the set's index expressions as in [Expr.TableGet].
  record AddElement(Expr set, TableType of, List<Expr> index, Span span) implements Stmt {}

  /// `delete t[x]`
  record DeleteElement(Expr table, TableType of, List<Expr> index, Span span) implements Stmt {}

  /// `delete r$f`: unsets the field, or gives it its default again.
  record DeleteField(Expr record, org.brood.script.type.RecordType of, int slot, Span span)
      implements Stmt {}

  /// `delete t`, `delete v`: empties the container.
  record DeleteAll(Expr container, Span span) implements Stmt {}

  /// `when ( condition ) body timeout interval { … }`.
  ///
  /// The three functions are lambdas with the same captures: `frame` in that order. Each frame
  /// variable that is captured from around starts with its expression in `initial`; one that the
  /// condition declares (`local x = …`) starts unset (null).
  ///
  /// @param condition a function without parameters that gives bool
  /// @param returns whether it is `return when`: then the surrounding function's result is that of
  ///   the body
  record When(
      List<Local> frame,
      List<@Nullable Expr> initial,
      Function condition,
      Function body,
      @Nullable Expr timeout,
      @Nullable Function timeoutBody,
      boolean returns,
      Span span)
      implements Stmt {}

  /// `assert condition, message`; `text` is the condition's source text.
  record Assert(Expr condition, @Nullable Expr message, String text, Span span) implements Stmt {}
}
