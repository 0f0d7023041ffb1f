package org.brood.analyzer.finger;

/// What bounds the reading of Finger.
final class FingerLimits {
  /// Where a line is cut.
  static final int MAX_LINE = 1000;

  private FingerLimits() {}
}
