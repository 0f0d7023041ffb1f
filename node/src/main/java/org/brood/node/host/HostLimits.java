package org.brood.node.host;

import java.time.Duration;

/// The bounds of a host process.
final class HostLimits {
  /// How long an engine may take to answer.
  static final Duration ANSWER = Duration.ofSeconds(10);

  /// How long a host may take to answer; ending engines takes longest.
  static final Duration HOST_ANSWER = Duration.ofMinutes(1);

  /// How long a compiler may run over a bundle, on a small machine with much else to do.
  static final Duration CHECK = Duration.ofSeconds(280);

  /// How long a host may take to answer whether a bundle is good.
  static final Duration CHECK_ANSWER = Duration.ofSeconds(290);

  /// How long a manager may take to answer: a little longer than its hosts.
  static final Duration MANAGER_ANSWER = Duration.ofMinutes(5);

  /// How long a manager may take to say who the members are, or to sign a certificate.
  static final Duration MEMBERS_ANSWER = Duration.ofSeconds(10);

  /// Pauses between tries to bring a first configuration into force.
  static final Duration FIRST_DEPLOY_PAUSE = Duration.ofSeconds(30);

  static final Duration LONGEST_DEPLOY_PAUSE = Duration.ofMinutes(10);

  /// Bytes of a request to a manager.
  static final int MAX_REQUEST = 1 << 20;

  /// Bytes of log text that one request gets.
  static final int MAX_LOG_BYTES = 1 << 20;

  private HostLimits() {}
}
