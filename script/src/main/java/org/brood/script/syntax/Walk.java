package org.brood.script.syntax;

import java.util.List;
import java.util.function.Consumer;

/// Visits every expression of statements, those in lambdas included.
public final class Walk {
  private Walk() {}

  public static void expressions(List<Stmt> statements, Consumer<Expr> visitor) {
    statements.forEach(statement -> statement(statement, visitor));
  }

  public static void expression(Expr expr, Consumer<Expr> visitor) {
    visitor.accept(expr);
    if (expr instanceof Expr.Lambda lambda) {
      expressions(lambda.body(), visitor);
    }
    Names.children(expr).forEach(child -> expression(child, visitor));
  }

  private static void event(Expr.EventCall event, Consumer<Expr> visitor) {
    event.arguments().forEach(argument -> expression(argument, visitor));
  }

  private static void statement(Stmt statement, Consumer<Expr> visitor) {
    switch (statement) {
      case Stmt.Empty _, Stmt.Next _, Stmt.Break _, Stmt.Fallthrough _ -> {}
      case Stmt.Block(List<Stmt> inner, _) -> expressions(inner, visitor);
      case Stmt.Expression(Expr expr, _) -> expression(expr, visitor);
      case Stmt.Print(List<Expr> arguments, _) -> arguments.forEach(a -> expression(a, visitor));
      case Stmt.Event(Expr.EventCall event, _) -> event(event, visitor);
      case Stmt.Assert(Expr condition, Expr message, _) -> {
        expression(condition, visitor);
        expression(message, visitor);
      }
      case Stmt.If(Expr condition, Stmt then, Stmt otherwise, _) -> {
        expression(condition, visitor);
        statement(then, visitor);
        statement(otherwise, visitor);
      }
      case Stmt.Switch(Expr value, List<Stmt.Case> cases, _) -> {
        expression(value, visitor);
        cases.forEach(one -> oneCase(one, visitor));
      }
      case Stmt.For loop -> {
        expression(loop.container(), visitor);
        statement(loop.body(), visitor);
      }
      case Stmt.While(Expr condition, Stmt body, _) -> {
        expression(condition, visitor);
        statement(body, visitor);
      }
      case Stmt.Return(Expr value, _) -> expression(value, visitor);
      case Stmt.Local local -> expression(local.value(), visitor);
      case Stmt.When when -> {
        expression(when.condition(), visitor);
        statement(when.body(), visitor);
        expression(when.timeout(), visitor);
        expressions(when.timeoutBody(), visitor);
      }
    }
  }

  private static void oneCase(Stmt.Case one, Consumer<Expr> visitor) {
    if (one instanceof Stmt.Case.Values(List<Expr> values, _, _)) {
      values.forEach(value -> expression(value, visitor));
    }
    expressions(one.body(), visitor);
  }
}
