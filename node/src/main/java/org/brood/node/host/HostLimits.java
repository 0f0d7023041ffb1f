package org.brood.node.host;

import java.time.Duration;

/// The bounds of a host process.
final class HostLimits {
  /// How long an engine may take to answer.
  static final Duration ANSWER = Duration.ofSeconds(10);

  /// How long a host may take to answer; checking a program takes longest.
  static final Duration HOST_ANSWER = Duration.ofMinutes(2);

  /// How long a compiler may run over a bundle.
  static final Duration CHECK = Duration.ofSeconds(110);

  /// Bytes of a request to a manager.
  static final int MAX_REQUEST = 1 << 20;

  /// Bytes of log text that one request gets.
  static final int MAX_LOG_BYTES = 1 << 20;

  private HostLimits() {}
}
