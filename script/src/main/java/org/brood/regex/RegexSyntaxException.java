package org.brood.regex;

/// A pattern that cannot be compiled: its syntax is wrong, or it is larger than [RegexLimits]
/// allows.
public final class RegexSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String pattern;

  RegexSyntaxException(String problem, String pattern) {
    super(problem + " (compiling pattern /" + pattern + "/)");
    this.pattern = pattern;
  }

  /// The whole text that was compiled, with what [Regex] puts around a script's pattern.
  public String pattern() {
    return pattern;
  }
}
