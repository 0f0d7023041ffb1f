package org.brood.script.value;

import java.util.List;
import org.brood.script.type.Type;

/// What an opaque value consists of, so that another node can make it anew.
///
/// @param typeName the name in `opaque of NAME`
/// @param numbers in an order that the type gives
/// @param values as `any` holds them
/// @param type of what the value tells of, [Basic#VOID] if it has none yet
public record OpaqueState(
    String typeName, List<Long> numbers, Str bytes, List<Object> values, Type type) {
  public OpaqueState {
    numbers = List.copyOf(numbers);
    values = List.copyOf(values);
  }
}
