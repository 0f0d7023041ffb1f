package org.brood.node.intel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The lines of a text in UTF-8, none longer than [#MAX_CHARS]: what is beyond is cut off.
final class FeedLines {
  static final int MAX_CHARS = 1 << 16;

  private final BufferedReader in;
  private final StringBuilder line = new StringBuilder();
  private long number;

  FeedLines(InputStream in) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
  }

  /// The number of the line that was read last, from 1.
  long number() {
    return number;
  }

  /// The next line, nothing at the end.
  Optional<String> next() throws IOException {
    line.setLength(0);
    int c = in.read();
    if (c < 0) {
      return Optional.empty();
    }
    number++;
    while (c >= 0 && c != '\n') {
      boolean mark = number == 1 && line.isEmpty() && c == '\ufeff';
      if (line.length() < MAX_CHARS && !mark) {
        line.append((char) c);
      }
      c = in.read();
    }
    int length = line.length();
    if (length > 0 && line.charAt(length - 1) == '\r') {
      line.setLength(length - 1);
    }
    return Optional.of(line.toString());
  }
}
