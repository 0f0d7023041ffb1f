package org.brood.script.codegen;

import java.util.List;
import org.brood.script.tree.Local;
import org.brood.script.tree.Stmt;
import org.jspecify.annotations.Nullable;

/// Gives every local variable of a body its slot, and a first value where the verifier could doubt
/// that it has one.
final class Locals {
  private Locals() {}

  static void declare(Frame frame, Stmt stmt) {
    switch (stmt) {
      case Stmt.Block(List<Stmt> statements, var _) -> statements.forEach(s -> declare(frame, s));
      case Stmt.LocalInit init -> declare(frame, init.local());
      case Stmt.If branch -> {
        declare(frame, branch.yes());
        Stmt no = branch.no();
        if (no != null) {
          declare(frame, no);
        }
      }
      case Stmt.While loop -> declare(frame, loop.body());
      case Stmt.ForTable loop -> {
        loop.index().forEach(local -> declare(frame, local));
        declare(frame, loop.value());
        declare(frame, loop.body());
      }
      case Stmt.ForVector loop -> {
        declare(frame, loop.index());
        declare(frame, loop.value());
        declare(frame, loop.body());
      }
      case Stmt.ForString loop -> {
        declare(frame, loop.character());
        declare(frame, loop.body());
      }
      case Stmt.Switch choice -> choice.cases().forEach(c -> declare(frame, c.body()));
      case Stmt.TypeSwitch choice -> {
        for (Stmt.TypeCase one : choice.cases()) {
          one.labels().forEach(label -> declare(frame, label.as()));
          declare(frame, one.body());
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
