package org.brood.script.syntax;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Visits every statement and expression of statements, those in lambdas included.
public final class Walk {
  private final Consumer<Stmt> statements;
  private final Consumer<Expr> expressions;

  private Walk(Consumer<Stmt> statements, Consumer<Expr> expressions) {
    this.statements = statements;
    this.expressions = expressions;
  }

  public static void expressions(List<Stmt> statements, Consumer<Expr> visitor) {
    new Walk(_ -> {}, visitor).all(statements);
  }

  public static void expression(Expr expr, Consumer<Expr> visitor) {
    new Walk(_ -> {}, visitor).expression(expr);
  }

  /// The names that statements give to locals, to variables of loops and to parameters of lambdas.
  public static Set<String> bound(List<Stmt> statements) {
    Set<String> names = new HashSet<>();
    Consumer<Stmt> ofStatement =
        statement -> {
          switch (statement) {
            case Stmt.Local local -> names.add(local.name());
            case Stmt.For loop -> {
              loop.names().forEach(one -> names.add(one.name()));
              loop.valueName().forEach(one -> names.add(one.name()));
            }
            default -> {}
          }
        };
    Consumer<Expr> ofExpression =
        expr -> {
          switch (expr) {
            case Expr.WhenLocal local -> names.add(local.name());
            case Expr.Lambda lambda ->
                lambda.signature().parameters().forEach(one -> names.add(one.name()));
            default -> {}
          }
        };
    new Walk(ofStatement, ofExpression).all(statements);
    return names;
  }

  private void all(List<Stmt> list) {
    list.forEach(this::statement);
  }

  private void expression(Expr expr) {
    expressions.accept(expr);
    if (expr instanceof Expr.Lambda lambda) {
      all(lambda.body());
    }
    Names.children(expr).forEach(this::expression);
  }

  private void event(Expr.EventCall event) {
    event.arguments().forEach(this::expression);
  }

  private void statement(Stmt statement) {
    statements.accept(statement);
    switch (statement) {
      case Stmt.Empty _, Stmt.Next _, Stmt.Break _, Stmt.Fallthrough _ -> {}
      case Stmt.Block(List<Stmt> inner, _) -> all(inner);
      case Stmt.Expression(Expr expr, _) -> expression(expr);
      case Stmt.Print(List<Expr> arguments, _) -> arguments.forEach(this::expression);
      case Stmt.Event(Expr.EventCall event, _) -> event(event);
      case Stmt.Assert(Expr condition, Expr message, _) -> {
        expression(condition);
        expression(message);
      }
      case Stmt.If(Expr condition, Stmt then, Stmt otherwise, _) -> {
        expression(condition);
        statement(then);
        statement(otherwise);
      }
      case Stmt.Switch(Expr value, List<Stmt.Case> cases, _) -> {
        expression(value);
        cases.forEach(this::oneCase);
      }
      case Stmt.For loop -> {
        expression(loop.container());
        statement(loop.body());
      }
      case Stmt.While(Expr condition, Stmt body, _) -> {
        expression(condition);
        statement(body);
      }
      case Stmt.Return(Expr value, _) -> expression(value);
      case Stmt.Local local -> expression(local.value());
      case Stmt.When when -> {
        expression(when.condition());
        statement(when.body());
        expression(when.timeout());
        all(when.timeoutBody());
      }
    }
  }

  private void oneCase(Stmt.Case one) {
    if (one instanceof Stmt.Case.Values(List<Expr> values, _, _)) {
      values.forEach(this::expression);
    }
    all(one.body());
  }
}
