package org.brood.script.eval;

import org.brood.script.tree.Function;
import org.brood.script.value.Func;
import org.brood.script.value.Values;
import org.jspecify.annotations.Nullable;

/// A lambda, or a part of a `when` statement.
final class EvaluatedFunction extends Func {
  private final EvaluatedProgram program;
  private final Function function;
  private final @Nullable Object[] captures;
  private final boolean condition;

  EvaluatedFunction(
      EvaluatedProgram program, Function function, @Nullable Object[] captures, boolean condition) {
    super(function.name(), function.type());
    this.program = program;
    this.function = function;
    this.captures = captures;
    this.condition = condition;
  }

  @Override
  public @Nullable Object call(@Nullable Object... arguments) {
    return program.run(function, function.bodies().getFirst(), arguments, captures, condition);
  }

  @Override
  public Func copied() {
    if (captures.length == 0) {
      return this;
    }
    @Nullable Object[] twins = new Object[captures.length];
    for (int i = 0; i < twins.length; i++) {
      twins[i] = Values.copy(captures[i]);
    }
    return new EvaluatedFunction(program, function, twins, condition);
  }
}
