package org.brood.flow;

/// A counter that matters at the first, tenth, hundredth … time, so that a history grows by the
/// logarithm of what it counts.
final class ScaledCounter {
  private static final int BASE = 10;

  private int count;
  private int threshold = 1;

  /// Counts one.
  ///
  /// @return the power of ten that was just reached, or 0
  int count() {
    if (++count != threshold) {
      return 0;
    }
    int reached = threshold;
    if (threshold > Integer.MAX_VALUE / BASE) {
      count = 0;
    } else {
      threshold *= BASE;
    }
    return reached;
  }
}
