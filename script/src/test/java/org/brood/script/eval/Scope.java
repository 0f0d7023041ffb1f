package org.brood.script.eval;

import java.util.IdentityHashMap;
import java.util.Map;
import org.brood.script.tree.Body;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Function;
import org.brood.script.tree.Local;
import org.jspecify.annotations.Nullable;

/// The variables of one call of a body.
final class Scope {
  /// How a statement ended.
  enum Ending {
    NORMAL,
    NEXT,
    BREAK,
    FALLTHROUGH,
    RETURN,
    HOOK_BREAK;

    /// Whether a loop ends whose body ended so.
    boolean endsLoop() {
      return this != NORMAL && this != NEXT;
    }

    /// How a loop ends that such a body ended.
    Ending afterLoop() {
      return this == BREAK ? NORMAL : this;
    }
  }

  final Function function;
  final boolean condition;
  @Nullable Object result;
  private final Map<Local, Object> values = new IdentityHashMap<>();
  private final Map<Local, Integer> captured = new IdentityHashMap<>();
  private final Map<Expr, Integer> calls = new IdentityHashMap<>();
  private final @Nullable Object[] captures;

  /// @param captures the closure's variables, shared by all its calls
  /// @param condition whether it is the condition of a `when`
  Scope(Function function, Body body, @Nullable Object[] captures, boolean condition) {
    this.function = function;
    this.captures = captures;
    this.condition = condition;
    for (int i = 0; i < body.captures().size(); i++) {
      captured.put(body.captures().get(i), i);
    }
  }

  @Nullable Object get(Local local) {
    Integer slot = captured.get(local);
    return slot == null ? values.get(local) : captures[slot];
  }

  void set(Local local, @Nullable Object value) {
    Integer slot = captured.get(local);
    if (slot != null) {
      captures[slot] = value;
    } else if (value == null) {
      values.remove(local);
    } else {
      values.put(local, value);
    }
  }

  /// A call's number among those of this condition.
  int number(Expr.Call call) {
    return calls.computeIfAbsent(call, _ -> calls.size());
  }
}
