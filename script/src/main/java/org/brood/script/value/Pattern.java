package org.brood.script.value;

import java.nio.charset.StandardCharsets;
import org.brood.regex.Regex;
import org.brood.regex.RegexSyntaxException;

/// A `pattern`.
public final class Pattern {
  private final Regex regex;

  public Pattern(Regex regex) {
    this.regex = regex;
  }

  /// Compiles what stands between the slashes.
  ///
  /// @throws RegexSyntaxException if it is no regular expression
  public static Pattern parse(Str text, boolean ignoreCase, boolean singleLine)
      throws RegexSyntaxException {
    return new Pattern(Regex.parse(text.bytes(), ignoreCase, singleLine));
  }

  public Regex regex() {
    return regex;
  }

  /// The text that it prints as, without slashes.
  public String text() {
    return new String(regex.exactText(), StandardCharsets.UTF_8);
  }

  /// Whether the whole string matches.
  public boolean matches(Str string) {
    return regex.matchesExactly(string.bytes());
  }

  /// Whether it matches somewhere in the string.
  public boolean isIn(Str string) {
    return regex.containedIn(string.bytes());
  }

  /// Another pattern like this one.
  public Pattern copy() {
    return new Pattern(regex);
  }

  /// Either of the two.
  public Pattern or(Pattern other) throws RegexSyntaxException {
    return new Pattern(regex.or(other.regex));
  }

  /// This one, then the other.
  public Pattern then(Pattern other) throws RegexSyntaxException {
    return new Pattern(regex.and(other.regex));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Pattern p && regex.equals(p.regex);
  }

  @Override
  public int hashCode() {
    return regex.hashCode();
  }

  @Override
  public String toString() {
    return "/" + text() + "/";
  }
}
