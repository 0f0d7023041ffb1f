package org.brood.script.codegen;

import org.brood.script.tree.Expr;
import org.brood.script.tree.Local;
import org.brood.script.tree.Parts;
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
      case Stmt.LocalInit init -> {
        visitor.local(init.local());
        Expr value = init.value();
        if (Layout.isPrimitive(init.local().type()) && (value == null || visitor.misses(value))) {
          visitor.unset(init.local());
        }
      }
      case Stmt.ForTable loop -> {
        loop.index().forEach(visitor::local);
        visitor.local(loop.value());
      }
      case Stmt.ForVector loop -> {
        visitor.local(loop.index());
        visitor.local(loop.value());
      }
      case Stmt.ForString loop -> visitor.local(loop.character());
      case Stmt.TypeSwitch choice ->
          choice.cases().forEach(one -> one.labels().forEach(label -> visitor.local(label.as())));
      default -> {
        // No other statement has variables of its own.
      }
    }
    Parts.of(stmt).forEach(inner -> visit(inner, visitor));
  }

  private static void declare(Frame frame, @Nullable Local local) {
    if (local != null && frame.capture(local) < 0 && !frame.isDeclared(local)) {
      Boxing.zero(frame.code, local.type());
      Boxing.store(frame.code, local.type(), frame.slot(local));
    }
  }
}
