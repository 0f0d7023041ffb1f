package org.brood.script.type;

/// The type of an expression that names a type, such as the argument of `Log::create_stream`'s
/// `$columns`.
public record TypeType(Type named) implements Type {
  @Override
  public String describe() {
    return "type";
  }

  @Override
  public String toString() {
    return describe();
  }
}
