package org.brood.script.runtime;

/// Where a running program's messages go; the engine's reporter implements it.
public interface Messages {

  /// The level of a message.
  enum Level {
    INFO,
    WARNING,
    ERROR,
    FATAL
  }

  /// Takes a message.
  ///
  /// @param kind what stands before the level, such as `expression`; empty for none
  void report(Level level, String kind, String text, Site site);
}
