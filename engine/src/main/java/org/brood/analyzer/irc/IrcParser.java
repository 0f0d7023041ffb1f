package org.brood.analyzer.irc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.brood.bytes.Malformed;
import org.jspecify.annotations.Nullable;

/// Reads lines.
final class IrcParser {
  private static final int SHORTEST = 3;

  private static final Set<String> CLIENT_COMMANDS =
      Set.of(
          "ADMIN",
          "AWAY",
          "CNOTICE",
          "CONNECT",
          "CPRIVMSG",
          "DIE",
          "ENCAP",
          "ERROR",
          "INFO",
          "INVITE",
          "ISON",
          "JOIN",
          "KICK",
          "KILL",
          "KNOCK",
          "LINKS",
          "LIST",
          "LUSERS",
          "MODE",
          "MOTD",
          "NAMES",
          "NICK",
          "NOTICE",
          "OPER",
          "PART",
          "PASS",
          "PING",
          "PONG",
          "PRIVMSG",
          "QUIT",
          "REHASH",
          "RULES",
          "SERVER",
          "SERVICE",
          "SERVLIST",
          "SETNAME",
          "SILENCE",
          "SQUERY",
          "SQUIT",
          "STARTTLS",
          "STATS",
          "SUMMON",
          "TIME",
          "TOPIC",
          "TRACE",
          "USER",
          "USERHOST",
          "USERS",
          "VERSION",
          "WALLOPS",
          "WHO",
          "WHOIS",
          "WHOWAS");

  /// Who is told what is odd.
  interface Notes {
    void weird(String name);
  }

  private IrcParser() {}

  static boolean isClientCommand(String command) {
    return CLIENT_COMMANDS.contains(command);
  }

  static String withoutBlanks(String text) {
    int at = 0;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return text.substring(at);
  }

  /// A text without the colon that shows that blanks belong to it.
  static String withoutColon(String text) {
    return text.startsWith(":") ? text.substring(1) : text;
  }

  /// Words between separators, of which several in a row count as one.
  static List<String> words(String text, char separator) {
    List<String> all = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf(separator, start);
      if (end < 0) {
        end = text.length();
      }
      if (end > start) {
        all.add(text.substring(start, end));
      }
      start = end + 1;
    }
    return all;
  }

  /// The number that a text begins with, 0 if it begins with none.
  static long number(String text) {
    int at = 0;
    long value = 0;
    while (at < text.length() && isDigit(text.charAt(at))) {
      value = Math.min(value * 10 + text.charAt(at) - '0', Integer.MAX_VALUE);
      at++;
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /// Reads a line.
  ///
  /// @return null if there is nothing to tell
  /// @throws Malformed if it is none of IRC
  static @Nullable IrcMessage line(String whole, Notes notes) {
    String line = withoutBlanks(whole);
    if (line.length() < SHORTEST) {
      notes.weird("irc_line_too_short");
      return null;
    }
    if (line.startsWith("@")) {
      int tags = line.indexOf(' ');
      if (tags < 0) {
        return null;
      }
      line = line.substring(tags + 1);
    }
    String prefix = "";
    if (line.startsWith(":")) {
      int end = line.indexOf(' ');
      if (end < 0) {
        notes.weird("irc_invalid_line");
        return null;
      }
      prefix = line.substring(1, end);
      line = withoutBlanks(line.substring(end + 1));
    }
    if (line.length() < SHORTEST) {
      notes.weird("irc_invalid_line");
      throw new Malformed("line too short");
    }
    return isDigit(line.charAt(0)) ? reply(prefix, line, notes) : command(prefix, line);
  }

  private static IrcMessage reply(String prefix, String line, Notes notes) {
    if (!isDigit(line.charAt(1))
        || !isDigit(line.charAt(2))
        || line.length() == SHORTEST
        || line.charAt(SHORTEST) != ' ') {
      notes.weird("irc_invalid_reply_number");
      throw new Malformed("invalid reply number");
    }
    return new IrcMessage(prefix, (int) number(line), "", line.substring(SHORTEST + 1));
  }

  private static IrcMessage command(String prefix, String line) {
    int end = line.indexOf(' ');
    if (end < 0) {
      return new IrcMessage(prefix, 0, line.toUpperCase(Locale.ROOT), "");
    }
    return new IrcMessage(
        prefix,
        0,
        line.substring(0, end).toUpperCase(Locale.ROOT),
        withoutBlanks(line.substring(end + 1)));
  }
}
