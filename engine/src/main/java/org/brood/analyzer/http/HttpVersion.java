package org.brood.analyzer.http;

import org.jspecify.annotations.Nullable;

/// The version that a first line names.
record HttpVersion(int major, int minor) {
  static final HttpVersion UNKNOWN = new HttpVersion(0, 0);
  static final HttpVersion V0_9 = new HttpVersion(0, 9);
  static final HttpVersion V1_1 = new HttpVersion(1, 1);

  /// Whether connections persist unless somebody says otherwise.
  boolean isPersistent() {
    return major > 1 || major == 1 && minor > 0;
  }

  double number() {
    return major + minor * 0.1;
  }

  // Those that records have by themselves are linked at run time, which is slow in a short run.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HttpVersion version && version.major == major && version.minor == minor;
  }

  @Override
  public int hashCode() {
    return 31 * major + minor;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
