package org.brood.file;

/// Bounds of file analysis.
public final class FileLimits {
  /// How many files may be looked at at once; the data of further ones is not.
  public static final int MAX_FILES = 100_000;

  /// How many bytes one file may have waiting out of order unless a script sets
  /// `reassembly_max_buffer`.
  public static final long MAX_REASSEMBLY = 524_288;

  /// How many pieces of one file may wait for those before them.
  public static final int MAX_CHUNKS = 4096;

  private FileLimits() {}
}
