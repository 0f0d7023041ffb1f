package org.brood.analyzer.imap;

import org.brood.bytes.Malformed;

/// Reads lines.
final class ImapParser {
  private ImapParser() {}

  private static int word(String line, int from) {
    int at = from;
    while (at < line.length() && line.charAt(at) > ' ' && line.charAt(at) < 0x7f) {
      at++;
    }
    return at;
  }

  private static int blanks(String line, int from) {
    int at = from;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  /// @throws Malformed if there are no two words
  static ImapMessage line(String line) {
    int tagEnd = word(line, 0);
    int wordStart = blanks(line, tagEnd);
    int wordEnd = word(line, wordStart);
    if (tagEnd == 0 || wordStart == tagEnd || wordEnd == wordStart) {
      throw new Malformed("a line without tag and word");
    }
    return new ImapMessage(
        line.substring(0, tagEnd),
        line.substring(wordStart, wordEnd),
        line.substring(blanks(line, wordEnd)));
  }
}
