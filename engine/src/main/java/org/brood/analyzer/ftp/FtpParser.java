package org.brood.analyzer.ftp;

import java.util.Arrays;
import org.brood.analyzer.ftp.FtpMessage.Reply;
import org.brood.analyzer.ftp.FtpMessage.Request;
import org.brood.bytes.Malformed;
import org.jspecify.annotations.Nullable;

/// Reads lines.
final class FtpParser {
  private static final int CODE = 3;

  private FtpParser() {}

  private static int skipBlanks(byte[] line, int from) {
    int at = Math.min(from, line.length);
    while (at < line.length && (line[at] == ' ' || line[at] == '\t')) {
      at++;
    }
    return at;
  }

  private static byte[] from(byte[] line, int at) {
    return Arrays.copyOfRange(line, skipBlanks(line, at), line.length);
  }

  /// Reads a client's line.
  ///
  /// @return null if it begins with no command
  static @Nullable Request request(byte[] line) {
    int start = skipBlanks(line, 0);
    int end = start;
    while (end < line.length && line[end] != 0 && !isSpace(line[end])) {
      end++;
    }
    byte[] command = Arrays.copyOfRange(line, start, end);
    if (command.length < 3) {
      return null;
    }
    for (int i = 0; i < command.length; i++) {
      if (command[i] <= ' ' || command[i] >= 0x7f) {
        return null;
      }
      if (command[i] >= 'a' && command[i] <= 'z') {
        command[i] = (byte) (command[i] - ('a' - 'A'));
      }
    }
    return new Request(command, from(line, end));
  }

  private static boolean isSpace(int b) {
    return b == ' ' || b >= '\t' && b <= '\r';
  }

  /// The three digits that a line begins with, 0 if it does not.
  static int code(byte[] line) {
    int code = 0;
    for (int i = 0; i < CODE; i++) {
      if (i >= line.length || line[i] < '0' || line[i] > '9') {
        return 0;
      }
      code = code * 10 + line[i] - '0';
    }
    return code;
  }

  /// Reads a server's line.
  ///
  /// @param begun the code of a reply whose last line has not come, 0 for none
  /// @throws Malformed if it is no reply
  static Reply reply(byte[] line, int begun) {
    int code = code(line);
    if (begun != 0) {
      boolean ends = code == begun && line.length > CODE && line[CODE] == ' ';
      return ends ? new Reply(code, from(line, CODE), false) : new Reply(0, line, true);
    }
    if (code == 0) {
      throw new Malformed("non-numeric reply code");
    }
    if (code < 100) {
      throw new Malformed("invalid reply code");
    }
    if (line.length == CODE || line[CODE] == ' ') {
      return new Reply(code, from(line, CODE), false);
    }
    if (line[CODE] == '-') {
      return new Reply(code, from(line, CODE + 1), true);
    }
    throw new Malformed("invalid reply line");
  }
}
