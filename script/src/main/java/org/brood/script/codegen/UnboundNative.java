package org.brood.script.codegen;

import org.brood.script.tree.Function;

/// A built-in function is called that Java does not offer.
final class UnboundNative extends RuntimeException {
  private final transient Function function;

  UnboundNative(Function function) {
    super("built-in function " + function.name() + " is not supported yet", null, false, false);
    this.function = function;
  }

  Function function() {
    return function;
  }
}
