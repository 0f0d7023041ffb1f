package org.brood.analyzer;

/// Bounds of analysis.
public final class AnalyzerLimits {
  /// How many bytes of a stream an analyzer may leave unused; one that leaves more gets no more
  /// input.
  public static final int MAX_UNCOMMITTED = 4 << 20;

  private AnalyzerLimits() {}
}
