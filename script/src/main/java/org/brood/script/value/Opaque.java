package org.brood.script.value;

import java.util.Optional;

/// A value of an `opaque` type, understood by built-in functions only.
public interface Opaque {
  /// The name in `opaque of NAME`.
  String typeName();

  /// The name that printing shows.
  default String valueName() {
    return typeName();
  }

  /// What it consists of, if it can be sent to other nodes.
  default Optional<OpaqueState> content() {
    return Optional.empty();
  }

  /// A deep copy, for `copy()`; values that can't be copied return themselves.
  default Opaque copied() {
    return this;
  }
}
