package org.brood.node.intel;

import java.nio.charset.StandardCharsets;
import org.brood.node.config.IndicatorType;

/// One indicator as a line of a Zeek intel file.
///
/// @param text as [IndicatorText] has it
/// @param source who says so
/// @param desc what is said, empty if nothing
/// @param url where more is to be read, empty if nowhere
/// @param notice whether it makes a notice: `T` or `F`
/// @param where the only place in which it does, empty for all
record Indicator(
    IndicatorType type,
    String text,
    String source,
    String desc,
    String url,
    String notice,
    String where) {
  /// The line that names the columns.
  static final String HEADER =
      "#fields\tindicator\tindicator_type\tmeta.source\tmeta.desc\tmeta.url\tmeta.do_notice\tmeta.if_in\n";

  private static final String UNSET = "-";
  private static final String EMPTY = "(empty)";
  private static final int MAX_META_CHARS = 4096;

  /// The line, without its end.
  byte[] line() {
    StringBuilder line = new StringBuilder(128);
    append(line, text);
    line.append('\t').append(type.scriptName()).append('\t');
    append(line, source);
    for (String part : new String[] {desc, url}) {
      line.append('\t');
      append(line, part.length() > MAX_META_CHARS ? part.substring(0, MAX_META_CHARS) : part);
    }
    line.append('\t').append(notice).append('\t').append(where.isEmpty() ? UNSET : where);
    return line.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// A text as the reader of such files gives it back.
  private static void append(StringBuilder line, String text) {
    if (text.isEmpty()) {
      line.append(UNSET);
      return;
    }
    boolean special = text.equals(UNSET) || text.equals(EMPTY) || text.charAt(0) == '#';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '\\' || special && i == 0) {
        line.append("\\x")
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      } else {
        line.append(c);
      }
    }
  }
}
