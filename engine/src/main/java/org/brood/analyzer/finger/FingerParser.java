package org.brood.analyzer.finger;

import java.util.Arrays;

/// Reads requests. Any line is one.
final class FingerParser {
  private FingerParser() {}

  static FingerRequest request(byte[] line) {
    int start = skipBlanks(line, 0);
    boolean isVerbose =
        line.length >= start + 2 && line[start] == '/' && (line[start + 1] | 0x20) == 'w';
    byte[] query =
        Arrays.copyOfRange(line, isVerbose ? skipBlanks(line, start + 2) : start, line.length);
    int at = 0;
    while (at < query.length && query[at] != '@') {
      at++;
    }
    byte[] user = Arrays.copyOf(query, at);
    byte[] host = Arrays.copyOfRange(query, Math.min(at + 1, query.length), query.length);
    return new FingerRequest(isVerbose, user, host, query);
  }

  private static int skipBlanks(byte[] line, int from) {
    int at = from;
    while (at < line.length && (line[at] == ' ' || line[at] == '\t')) {
      at++;
    }
    return at;
  }
}
