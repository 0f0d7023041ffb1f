package org.brood.script.runtime;

/// A run-time error of a script, such as a missing index: it ends the handler that raised it, and
/// no more.
///
/// It has no stack trace, for a peer may cause it at will. The site says where it happened.
public final class ScriptError extends RuntimeException {
  private final String site;
  private final boolean reported;

  /// @param site see [Site]
  public ScriptError(String message, String site) {
    this(message, site, false);
  }

  private ScriptError(String message, String site, boolean reported) {
    super(message, null, false, false);
    this.site = site;
    this.reported = reported;
  }

  /// An error that has been reported already and only ends the handler.
  public static ScriptError reported(String site) {
    return new ScriptError("", site, true);
  }

  public boolean isReported() {
    return reported;
  }

  public String site() {
    return site;
  }

  public String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
