package org.brood.script.type;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `table[…] of T`, or `set[…]` when there is no value type.
///
/// @param index the index types; empty only for the type of `table()` and `set()` before it is
///   known
/// @param value the type of what the table holds, null for a set
public record TableType(List<Type> index, @Nullable Type value) implements Type {

  public boolean isSet() {
    return value == null;
  }

  /// Whether this is the type of an empty constructor whose types come from where it is used.
  public boolean isUnspecified() {
    return index.isEmpty();
  }

  @Override
  public String describe() {
    if (isUnspecified()) {
      return isSet() ? "set()" : "table()";
    }
    String inner = index.stream().map(Type::describe).collect(Collectors.joining(","));
    Type held = value;
    return held == null ? "set[" + inner + "]" : "table[" + inner + "] of " + held.describe();
  }

  @Override
  public String toString() {
    return describe();
  }
}
