package org.brood.analyzer.irc;

/// What bounds the reading of IRC.
final class IrcLimits {
  /// The longest line that is looked at (RFC 2812, section 2.3).
  static final int MAX_LINE = 512;

  /// Where longer ones are cut.
  static final int MAX_KEPT = 1000;

  /// The longest command.
  static final int MAX_COMMAND = 20;

  /// With how many longer ones a connection is none of IRC.
  static final int MAX_LONG_COMMANDS = 20;

  private IrcLimits() {}
}
