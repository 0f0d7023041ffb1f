package org.brood.script.runtime;

/// A run-time error of a script, such as a missing index: it ends the handler that raised it, and
/// no more.
///
/// It has no stack trace, for a peer may cause it at will. The site says where it happened.
public final class ScriptError extends RuntimeException {
  private final String site;

  /// @param site see [Site]
  public ScriptError(String message, String site) {
    super(message, null, false, false);
    this.site = site;
  }

  public String site() {
    return site;
  }

  public String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
