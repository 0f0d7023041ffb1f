package org.brood.input;

/// A source cannot be read any more; it was said why. It has no stack trace.
final class ReadFailed extends Exception {
  ReadFailed() {
    super("read failed", null, false, false);
  }
}
