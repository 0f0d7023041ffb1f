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
  /// @param site its expression is shown behind the text if there is one
  /// @param value shown behind the expression, empty for none
  void report(Level level, String kind, String text, Site site, String value);

  default void report(Level level, String kind, String text, Site site) {
    report(level, kind, text, site, "");
  }
}
