package org.brood.analyzer.http;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// First lines of messages: request lines and status lines (RFC 9112, sections 3 and 4), read as
/// leniently as servers do.
final class HttpLines {
  private static final String SEPARATORS = " \t()<>@,;:\\\"/[]?={}";
  private static final int KEYWORD = 5; // "HTTP/"

  /// Who is told what is odd, in the order in which it stands in the line.
  interface Notes {
    void weird(String name);

    void event(String category, byte[] detail);

    /// The line names a version, or, if it is a request without one, means the oldest.
    void version(HttpVersion version);
  }

  /// A request line.
  ///
  /// @param uri as it stands there
  /// @param plainUri without escapes
  record RequestLine(byte[] method, byte[] uri, byte[] plainUri) {}

  /// A status line.
  ///
  /// @param code 0 if it is no number
  /// @param reason null if there is none
  record StatusLine(int code, byte @Nullable [] reason) {}

  private final Notes notes;

  HttpLines(Notes notes) {
    this.notes = notes;
  }

  private static boolean isBlank(int b) {
    return b == ' ' || b == '\t';
  }

  private static int skipBlanks(byte[] line, int at) {
    int to = at;
    while (to < line.length && isBlank(line[to])) {
      to++;
    }
    return to;
  }

  private static boolean isTokenByte(int b) {
    return b > 31 && b < 127 && SEPARATORS.indexOf(b) < 0;
  }

  private static boolean isKeyword(byte[] line, int at, boolean anyCase) {
    if (line.length - at < KEYWORD) {
      return false;
    }
    for (int i = 0; i < KEYWORD; i++) {
      int b = line[at + i];
      int wanted = "HTTP/".charAt(i);
      if (b != wanted && !(anyCase && b == Character.toLowerCase(wanted))) {
        return false;
      }
    }
    return true;
  }

  /// Whether `HTTP/` is there, in whichever case; lower case is told.
  private boolean keyword(byte[] line, int at) {
    if (isKeyword(line, at, false)) {
      return true;
    }
    if (isKeyword(line, at, true)) {
      notes.weird("lowercase_HTTP_keyword");
      return true;
    }
    return false;
  }

  // ---- requests

  /// Reads a line that should be a request's first.
  ///
  /// @return null if it is none
  @Nullable RequestLine request(byte[] line) {
    int methodEnd = 0;
    while (methodEnd < line.length && isTokenByte(line[methodEnd])) {
      methodEnd++;
    }
    if (methodEnd == 0) {
      boolean versioned =
          line.length >= 9
              && line[line.length - 9] == ' '
              && isKeyword(line, line.length - 8, true);
      notes.weird(versioned ? "bad_HTTP_request_with_version" : "bad_HTTP_request");
      return null;
    }
    int uriStart = skipBlanks(line, methodEnd);
    if (uriStart == methodEnd) {
      notes.weird("bad_HTTP_request");
      return null;
    }
    int uriEnd = uriEnd(line, uriStart);
    byte[] plain = HttpUri.unescape(line, uriStart, uriEnd, notes::weird);
    return new RequestLine(
        Arrays.copyOf(line, methodEnd), Arrays.copyOfRange(line, uriStart, uriEnd), plain);
  }

  /// Finds where the URI ends, and tells the version behind it. Blanks in a URI are part of it, if
  /// a version follows somewhere.
  private int uriEnd(byte[] line, int start) {
    int end = start;
    while (end < line.length && HttpUri.isUriByte(line[end])) {
      end++;
    }
    if (keyword(line, start) && end == line.length) {
      notes.weird("missing_HTTP_uri");
      end = start;
    }
    int version = end;
    while (version < line.length) {
      end = version;
      version = skipBlanks(line, version);
      if (keyword(line, version)) {
        break;
      }
      version++;
    }
    if (version >= line.length) {
      notes.version(HttpVersion.V0_9);
    } else if (line.length - version >= KEYWORD + 3) {
      version(line, version + KEYWORD);
      if (skipBlanks(line, version + KEYWORD + 3) != line.length) {
        notes.event(
            "crud after HTTP version is ignored", Arrays.copyOfRange(line, start, line.length));
      }
    } else {
      notes.event("bad_HTTP_version", Arrays.copyOfRange(line, start, line.length));
    }
    return end;
  }

  private static boolean isDigit(int b) {
    return b >= '0' && b <= '9';
  }

  private void version(byte[] line, int at) {
    if (line.length - at >= 3
        && isDigit(line[at])
        && line[at + 1] == '.'
        && isDigit(line[at + 2])) {
      notes.version(new HttpVersion(line[at] - '0', line[at + 2] - '0'));
    } else {
      notes.event("bad_HTTP_version", Arrays.copyOfRange(line, at, line.length));
      notes.version(HttpVersion.UNKNOWN);
    }
  }

  // ---- responses

  /// Reads a line that should be a response's first.
  ///
  /// @return null if it is none
  @Nullable StatusLine status(byte[] line) {
    if (!keyword(line, 0)) {
      notes.event("bad_HTTP_reply", line);
      return null;
    }
    version(line, KEYWORD);
    int at = skipBlanks(line, wordEnd(line, KEYWORD));
    if (at + 3 > line.length) {
      notes.event("HTTP_reply_code_missing", line);
      return null;
    }
    int code = code(line, at);
    int codeEnd = wordEnd(line, at + 3);
    if (codeEnd >= line.length) {
      notes.event("HTTP_reply_reason_phrase_missing", line);
      return new StatusLine(code, null);
    }
    int reason = skipBlanks(line, codeEnd);
    return new StatusLine(code, Arrays.copyOfRange(line, reason, line.length));
  }

  private static int wordEnd(byte[] line, int at) {
    int to = at;
    while (to < line.length && !isBlank(line[to])) {
      to++;
    }
    return to;
  }

  private static int code(byte[] line, int at) {
    if (isDigit(line[at]) && isDigit(line[at + 1]) && isDigit(line[at + 2])) {
      return (line[at] - '0') * 100 + (line[at + 1] - '0') * 10 + (line[at + 2] - '0');
    }
    return 0;
  }
}
