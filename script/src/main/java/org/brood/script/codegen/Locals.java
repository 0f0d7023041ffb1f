package org.brood.script.codegen;

import java.util.List;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Local;
import org.brood.script.tree.Stmt;
import org.jspecify.annotations.Nullable;

/// Gives every local variable of a body its slot, and a first value where the verifier could doubt
/// that it has one.
final class Locals {
  private Locals() {}

  /// Told of each variable.
  @FunctionalInterface
  interface Visitor {
    void local(@Nullable Local local);

    /// Told after [#local] of a variable that may be read before it has a value.
    default void unset(Local local) {}

    /// Whether a first value may be missing.
    default boolean misses(Expr value) {
      return false;
    }
  }

  static void declare(Frame frame, Stmt stmt) {
    visit(
        stmt,
        new Visitor() {
          @Override
          public void local(@Nullable Local local) {
            declare(frame, local);
          }

          @Override
          public void unset(Local local) {
            frame.declarePresence(local);
          }

          @Override
          public boolean misses(Expr value) {
            return frame.layout.missing().in(value);
          }
        });
  }

  /// All variables that are declared in a statement.
  static void visit(Stmt stmt, Visitor visitor) {
    switch (stmt) {
      case Stmt.Block(List<Stmt> statements, var _) -> statements.forEach(s -> visit(s, visitor));
      case Stmt.LocalInit init -> {
        visitor.local(init.local());
        Expr value = init.value();
        if (Layout.isPrimitive(init.local().type()) && (value == null || visitor.misses(value))) {
          visitor.unset(init.local());
        }
      }
      case Stmt.If branch -> {
        visit(branch.yes(), visitor);
        Stmt no = branch.no();
        if (no != null) {
          visit(no, visitor);
        }
      }
      case Stmt.While loop -> visit(loop.body(), visitor);
      case Stmt.ForTable loop -> {
        loop.index().forEach(local -> visitor.local(local));
        visitor.local(loop.value());
        visit(loop.body(), visitor);
      }
      case Stmt.ForVector loop -> {
        visitor.local(loop.index());
        visitor.local(loop.value());
        visit(loop.body(), visitor);
      }
      case Stmt.ForString loop -> {
        visitor.local(loop.character());
        visit(loop.body(), visitor);
      }
      case Stmt.Switch choice -> choice.cases().forEach(c -> visit(c.body(), visitor));
      case Stmt.TypeSwitch choice -> {
        for (Stmt.TypeCase one : choice.cases()) {
          one.labels().forEach(label -> visitor.local(label.as()));
          visit(one.body(), visitor);
        }
      }
      case Stmt.Evaluate _,
          Stmt.Next _,
          Stmt.Break _,
          Stmt.HookBreak _,
          Stmt.Fallthrough _,
          Stmt.Return _,
          Stmt.Print _,
          Stmt.Raise _,
          Stmt.RaiseValue _,
          Stmt.AddElement _,
          Stmt.DeleteElement _,
          Stmt.DeleteField _,
          Stmt.DeleteAll _,
          Stmt.When _,
          Stmt.Assert _ -> {}
    }
  }

  private static void declare(Frame frame, @Nullable Local local) {
    if (local != null && frame.capture(local) < 0 && !frame.isDeclared(local)) {
      Boxing.zero(frame.code, local.type());
      Boxing.store(frame.code, local.type(), frame.slot(local));
    }
  }
}
