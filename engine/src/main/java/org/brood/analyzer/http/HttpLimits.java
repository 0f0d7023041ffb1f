package org.brood.analyzer.http;

/// Bounds of what a connection may cost. Lines: [org.brood.format.ContentLines#MAX_LINE]; headers
/// and parts: [org.brood.format.mime.MimeLimits].
final class HttpLimits {
  /// How many requests may wait for a response before further ones are no longer remembered.
  static final int MAX_PENDING_REQUESTS = 1 << 16;

  /// How many bytes a compressed body may become; after that it is left alone. It is unpacked in
  /// small pieces, so this is about time, not about memory.
  static final long MAX_INFLATED = 1L << 34;

  /// What stands for "until the connection ends".
  static final long UNTIL_END = Integer.MAX_VALUE;

  private HttpLimits() {}
}
