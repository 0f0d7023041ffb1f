package org.brood.script.check;

import java.util.ArrayDeque;
import java.util.Deque;
import org.brood.script.source.Diagnostics;
import org.brood.script.tree.Body;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Function;
import org.brood.script.tree.Parts;
import org.brood.script.tree.Program;
import org.brood.script.tree.Stmt;

/// What the option `-u` tells of local variables: those that are read where no value was assigned,
/// or perhaps none, and values that nobody reads.
public final class VariableUsage {
  private final Deque<Function> pending = new ArrayDeque<>();

  private VariableUsage() {}

  /// Tells `diagnostics` of all variables of a program.
  public static void report(Program program, Diagnostics diagnostics) {
    VariableUsage usage = new VariableUsage();
    for (Function function : program.functions()) {
      usage.pending.add(function);
      while (!usage.pending.isEmpty()) {
        for (Body body : usage.pending.pop().bodies()) {
          new UnsetVariables(program.quiet(), diagnostics).report(body);
          new UnusedAssignments(program.quiet(), diagnostics).report(body);
          usage.addLambdas(body.code());
        }
      }
    }
  }

  private void addLambdas(Stmt stmt) {
    if (stmt instanceof Stmt.When when) {
      pending.add(when.condition());
      pending.add(when.body());
      Function late = when.timeoutBody();
      if (late != null) {
        pending.add(late);
      }
    }
    Parts.expressions(stmt).forEach(this::addLambdas);
    Parts.of(stmt).forEach(this::addLambdas);
  }

  private void addLambdas(Expr expr) {
    if (expr instanceof Expr.Lambda lambda) {
      pending.add(lambda.function());
    }
    Parts.of(expr).forEach(this::addLambdas);
  }
}
