package org.brood.script.runtime;

/// Unwinds a program that was told to stop in the middle of a handler.
public final class StopRequested extends RuntimeException {
  public StopRequested() {
    super("stopped", null, false, false);
  }
}
