package org.brood.analyzer.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.brood.analyzer.smtp.SmtpMessage.Chunk;
import org.brood.analyzer.smtp.SmtpMessage.Command;
import org.brood.analyzer.smtp.SmtpMessage.Reply;
import org.brood.bytes.Malformed;

/// Reads lines.
final class SmtpParser {
  private static final int CODE = 3;

  /// The longest argument of BDAT: 20 digits and " LAST".
  private static final int MAX_CHUNK = 25;

  private SmtpParser() {}

  static Command command(byte[] line) {
    int end = 0;
    while (end < line.length && line[end] != 0 && !isSpace(line[end])) {
      end++;
    }
    return new Command(Arrays.copyOf(line, end), after(line, end));
  }

  /// What is left of a line after blanks.
  private static byte[] after(byte[] line, int from) {
    int at = Math.min(from, line.length);
    while (at < line.length && (line[at] == ' ' || line[at] == '\t')) {
      at++;
    }
    return Arrays.copyOfRange(line, at, line.length);
  }

  private static boolean isSpace(int b) {
    return b == ' ' || b >= '\t' && b <= '\r';
  }

  private static boolean isDigit(int b) {
    return b >= '0' && b <= '9';
  }

  static Reply reply(byte[] line) {
    int code = -1;
    if (line.length >= CODE && isDigit(line[0]) && isDigit(line[1]) && isDigit(line[2])) {
      code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
    }
    if (code < 100 || code > 599) {
      return new Reply(-1, line, false);
    }
    boolean continues = line.length > CODE && line[CODE] == '-';
    return new Reply(code, after(line, continues ? CODE + 1 : CODE), continues);
  }

  /// The argument of BDAT (RFC 3030, section 2).
  ///
  /// @throws Malformed if it is none, with what is wrong
  static Chunk chunk(byte[] argument) {
    if (argument.length == 0 || argument.length > MAX_CHUNK) {
      throw new Malformed("BDAT argument bad length");
    }
    if (!isDigit(argument[0])) {
      throw new Malformed("BDAT not followed by a valid chunk-size");
    }
    int end = 0;
    while (end < argument.length && isDigit(argument[end])) {
      end++;
    }
    if (end < argument.length && argument[end] != ' ') {
      throw new Malformed("BDAT chunk-size not valid");
    }
    long size;
    try {
      size = Long.parseUnsignedLong(new String(argument, 0, end, StandardCharsets.ISO_8859_1));
    } catch (NumberFormatException _) {
      throw new Malformed("BDAT chunk-size too large");
    }
    String rest =
        new String(argument, end, argument.length - end, StandardCharsets.ISO_8859_1)
            .toUpperCase(Locale.ROOT);
    if (!rest.isEmpty() && !rest.equals(" LAST")) {
      throw new Malformed("BDAT chunk-size followed by junk");
    }
    return new Chunk(size, !rest.isEmpty());
  }
}
