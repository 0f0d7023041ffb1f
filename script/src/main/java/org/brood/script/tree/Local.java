package org.brood.script.tree;

import org.brood.script.type.Type;

/// A parameter or local variable of one [Body]: an identity, compared as such.
///
/// A lambda's captured variables are locals of the lambda's own body with [Kind#CAPTURE]; they keep
/// their value from call to call. The variables of a `when` statement (captured ones and those that
/// its condition declares) are CAPTURE locals too, shared by its condition and its bodies.
public final class Local {

  /// Where the variable lives.
  public enum Kind {
    PARAM,
    LOCAL,
    CAPTURE
  }

  private final String name;
  private final Type type;
  private final Kind kind;

  public Local(String name, Type type, Kind kind) {
    this.name = name;
    this.type = type;
    this.kind = kind;
  }

  public String name() {
    return name;
  }

  public Type type() {
    return type;
  }

  public Kind kind() {
    return kind;
  }

  @Override
  public String toString() {
    return name;
  }
}
