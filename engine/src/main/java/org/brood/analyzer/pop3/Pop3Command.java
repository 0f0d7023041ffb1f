package org.brood.analyzer.pop3;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a line begins with: a status of the server, or a command.
enum Pop3Command {
  OK,
  ERR,
  USER,
  PASS,
  APOP,
  AUTH,
  STAT,
  LIST,
  RETR,
  DELE,
  RSET,
  NOOP,
  LAST,
  QUIT,
  TOP,
  CAPA,
  UIDL,
  STLS,
  XSENDER;

  /// @return null for a word that is none
  static @Nullable Pop3Command of(String word) {
    int start = 0;
    while (start < word.length() && (word.charAt(start) == '+' || word.charAt(start) == '-')) {
      start++;
    }
    String upper = word.substring(start).toUpperCase(Locale.ROOT);
    for (Pop3Command command : values()) {
      if (command.name().equals(upper)) {
        return command;
      }
    }
    return null;
  }
}
