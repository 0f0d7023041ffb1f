package org.brood.script.type;

/// `vector of T`. The type of an empty `vector()` has [Basic#VOID] as its element until it is
/// known.
public record VectorType(Type element) implements Type {

  public boolean isUnspecified() {
    return element == Basic.VOID;
  }

  @Override
  public String describe() {
    return isUnspecified() ? "vector()" : "vector of " + element.describe();
  }

  @Override
  public String toString() {
    return describe();
  }
}
