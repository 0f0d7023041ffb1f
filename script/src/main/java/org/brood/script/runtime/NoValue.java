package org.brood.script.runtime;

/// Thrown by a call that gave no value where one is needed, after the reason was reported: the
/// statement around it does nothing, and the next one runs. In a `return` it goes on to the
/// statement that called.
public final class NoValue extends RuntimeException {
  public static final NoValue INSTANCE = new NoValue();

  private NoValue() {
    super("no value", null, false, false);
  }
}
