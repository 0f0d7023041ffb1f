package org.brood.script.type;

/// `opaque of NAME`: a value that only built-in functions understand.
public record OpaqueType(String name) implements Type {
  @Override
  public String describe() {
    return "opaque of " + name;
  }

  @Override
  public String toString() {
    return describe();
  }
}
