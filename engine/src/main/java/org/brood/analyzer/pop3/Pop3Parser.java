package org.brood.analyzer.pop3;

/// Reads lines.
final class Pop3Parser {
  private Pop3Parser() {}

  /// A line with single blanks between words, and none around them.
  static String tidy(String line) {
    StringBuilder made = new StringBuilder(line.length());
    int at = 0;
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
    boolean blank = false;
    for (; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == ' ') {
        blank = true;
      } else {
        if (blank) {
          made.append(' ');
          blank = false;
        }
        made.append(c);
      }
    }
    return made.toString();
  }

  /// @param tidied from [#tidy]
  static Pop3Message message(String tidied) {
    int blank = tidied.indexOf(' ');
    String word = blank < 0 ? tidied : tidied.substring(0, blank);
    String argument = blank < 0 ? "" : tidied.substring(blank + 1);
    return new Pop3Message(word, Pop3Command.of(word), argument);
  }
}
