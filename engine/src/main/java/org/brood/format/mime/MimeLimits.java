package org.brood.format.mime;

/// Bounds of entities.
///
/// @param depth how deep parts may be in one another, 0 for any (`MIME::max_depth`)
/// @param headerBytes how long a header may be that is continued, 0 for any
///   (`MIME::max_header_bytes`)
public record MimeLimits(long depth, long headerBytes) {
  /// How many headers of an entity are kept to be told together.
  public static final int MAX_HEADERS = 1 << 16;
}
