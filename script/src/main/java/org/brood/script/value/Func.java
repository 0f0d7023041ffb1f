package org.brood.script.value;

import org.brood.script.type.FuncType;
import org.jspecify.annotations.Nullable;

/// A function, event or hook as a value.
public abstract class Func {
  private final String name;
  private final FuncType type;

  protected Func(String name, FuncType type) {
    this.name = name;
    this.type = type;
  }

  /// The full name; a lambda's begins with `lambda_`.
  public String name() {
    return name;
  }

  public FuncType type() {
    return type;
  }

  /// Its form when it is printed: name, type, and the statements of its bodies.
  public String description() {
    return name;
  }

  /// Calls it with boxed arguments (plain form by the parameters' types; `any` form where those are
  /// `any`).
  ///
  /// @return the boxed result, null when there is none
  public abstract @Nullable Object call(@Nullable Object... arguments);

  /// A copy as `copy()` makes it: closures copy what they captured.
  public Func copied() {
    return this;
  }
}
