package org.brood.script.codegen;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.brood.script.runtime.MayMiss;
import org.brood.script.tree.Body;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Function;
import org.brood.script.tree.Parts;
import org.brood.script.tree.Stmt;
import org.brood.script.type.Basic;
import org.brood.script.type.FuncType;

/// Which calls may give no value, so that the statement around them has to be skipped: those of
/// built-in functions marked [MayMiss], of functions that may end without `return`, and of those
/// that return such a call.
final class MissingResults {
  private final NativeTable natives;
  private final Set<Function> missing = new HashSet<>();

  MissingResults(List<Function> functions, NativeTable natives) {
    this.natives = natives;
    Map<Function, List<Expr>> returned = new HashMap<>();
    for (Function function : functions) {
      if (function.isNative()) {
        if (isMarked(function)) {
          missing.add(function);
        }
      } else if (yields(function)) {
        Body body = function.bodies().getFirst();
        if (goesOn(body.code())) {
          missing.add(function);
        }
        List<Expr> values = new ArrayList<>();
        addReturned(body.code(), values);
        returned.put(function, values);
      }
    }
    boolean more = true;
    while (more) {
      more = returned.entrySet().removeIf(this::spreads);
    }
  }

  private static boolean yields(Function function) {
    return function.type().flavor() == FuncType.Flavor.FUNCTION
        && function.type().result() != Basic.VOID
        && !function.bodies().isEmpty();
  }

  private boolean spreads(Map.Entry<Function, List<Expr>> one) {
    return one.getValue().stream().anyMatch(this::in) && missing.add(one.getKey());
  }

  /// Whether a built-in function may give null.
  boolean isMarked(Function function) {
    Method method = natives.find(function.name());
    return method != null && method.isAnnotationPresent(MayMiss.class);
  }

  /// Whether the value of an expression may be missing.
  boolean in(Expr expr) {
    return switch (expr) {
      case Expr.Call call when missing.contains(call.function()) -> true;
      case Expr.CallValue call when call.type() != Basic.VOID -> true;
      default -> Parts.of(expr).stream().anyMatch(this::in);
    };
  }

  boolean in(List<Expr> all) {
    return all.stream().anyMatch(this::in);
  }

  /// Whether execution may go on behind a statement.
  private static boolean goesOn(Stmt stmt) {
    return switch (stmt) {
      case Stmt.Block(List<Stmt> all, var _) -> all.stream().allMatch(MissingResults::goesOn);
      case Stmt.If branch -> {
        Stmt no = branch.no();
        yield no == null || goesOn(branch.yes()) || goesOn(no);
      }
      case Stmt.Return _, Stmt.Next _, Stmt.Break _, Stmt.HookBreak _, Stmt.Fallthrough _ -> false;
      case Stmt.When when -> !when.returns();
      default -> true;
    };
  }

  private static void addReturned(Stmt stmt, List<Expr> to) {
    if (stmt instanceof Stmt.Return(Expr value, var _) && value != null) {
      to.add(value);
    }
    Parts.of(stmt).forEach(inner -> addReturned(inner, to));
  }
}
