package org.brood.script.runtime;

/// Thrown inside of a `when` condition by a function whose answer is not there yet: the condition
/// is tried again later.
public final class Delayed extends RuntimeException {
  public static final Delayed INSTANCE = new Delayed();

  private Delayed() {
    super("delayed", null, false, false);
  }
}
