package org.brood.node.intel;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.brood.node.config.IndicatorType;
import org.brood.node.config.IntelFeed;

/// Reads what a feed holds.
final class FeedFormat {
  private static final String FIELDS = "#fields";
  private static final Pattern WHERE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(::[A-Za-z0-9_]+)?");
  private static final Pattern ESCAPE = Pattern.compile("\\\\x([0-9a-fA-F]{2})");

  private FeedFormat() {}

  /// A feed that is not what its settings say.
  static final class Broken extends IOException {
    Broken(String problem) {
      super(problem);
    }
  }

  /// Reads all of it.
  ///
  /// @param nowMillis the time, for what is valid only for some
  /// @throws IOException if it is no such feed
  static void read(IntelFeed feed, InputStream in, Tally tally, long nowMillis) throws IOException {
    switch (feed.format()) {
      case ZEEK -> zeek(feed, new FeedLines(in), tally);
      case LIST -> list(feed, new FeedLines(in), tally);
      case CSV -> csv(feed, new FeedLines(in), tally);
      case STIX -> StixBundle.read(in, tally, nowMillis);
    }
  }

  private static String place(FeedLines lines) {
    return "line " + lines.number();
  }

  private static boolean isSilent(String line) {
    return line.isBlank() || line.startsWith("#");
  }

  private static void list(IntelFeed feed, FeedLines lines, Tally tally) throws IOException {
    for (Optional<String> next = lines.next(); next.isPresent(); next = lines.next()) {
      String line = next.get().strip();
      if (isSilent(line) || line.startsWith(";")) {
        continue;
      }
      tally.add(
          feed.fixedType(), hasSpaces(feed) ? line : withoutRemark(line), "", "", place(lines));
    }
  }

  private static boolean hasSpaces(IntelFeed feed) {
    return feed.fixedType()
        .map(type ->
            switch (type) {
              case SOFTWARE, USER_NAME, FILE_NAME -> true;
              case ADDR, SUBNET, URL, EMAIL, DOMAIN, CERT_HASH, PUBKEY_HASH, FILE_HASH -> false;
            })
        .orElse(false);
  }

  /// What is before a `#` or `;` that follows a space.
  private static String withoutRemark(String line) {
    for (int i = 1; i < line.length(); i++) {
      boolean begins = line.charAt(i) == '#' || line.charAt(i) == ';';
      if (begins && Character.isWhitespace(line.charAt(i - 1))) {
        return line.substring(0, i).strip();
      }
    }
    return line;
  }

  // ---- CSV

  private static void csv(IntelFeed feed, FeedLines lines, Tally tally) throws IOException {
    for (int i = 0; i < feed.skipped(); i++) {
      lines.next();
    }
    int least = feed.columns().values().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
    for (Optional<String> next = lines.next(); next.isPresent(); next = lines.next()) {
      String line = next.get();
      if (isSilent(line)) {
        continue;
      }
      List<String> cells = cells(line, feed.separator());
      if (cells.size() < least) {
        tally.wrong(place(lines), cells.size() + " columns of " + least, line);
        continue;
      }
      Optional<IndicatorType> type = feed.fixedType();
      String said = cell(feed, cells, IntelFeed.Column.TYPE);
      if (!said.isEmpty()) {
        type = IndicatorText.typeNamed(said);
        if (type.isEmpty()) {
          tally.notUnderstood();
          continue;
        }
      }
      tally.add(
          type,
          cell(feed, cells, IntelFeed.Column.INDICATOR),
          cell(feed, cells, IntelFeed.Column.DESC),
          cell(feed, cells, IntelFeed.Column.URL),
          place(lines));
    }
  }

  private static String cell(IntelFeed feed, List<String> cells, IntelFeed.Column column) {
    Integer at = feed.columns().get(column);
    return at == null ? "" : cells.get(at).strip();
  }

  /// The cells of a line; those in quotes may hold separators, and quotes that are doubled (RFC
  /// 4180, section 2), but no ends of lines.
  private static List<String> cells(String line, char separator) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"' && (quoted || cell.toString().isBlank())) {
        quoted = !quoted;
        cell.setLength(quoted ? 0 : cell.length());
      } else if (c == separator && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  // ---- Zeek

  private static void zeek(IntelFeed feed, FeedLines lines, Tally tally) throws IOException {
    Map<String, Integer> columns = new HashMap<>();
    for (Optional<String> next = lines.next(); next.isPresent(); next = lines.next()) {
      String line = next.get();
      if (line.startsWith(FIELDS) && columns.isEmpty()) {
        String[] names = line.substring(FIELDS.length()).strip().split("\t", -1);
        for (int i = 0; i < names.length; i++) {
          columns.put(names[i].strip(), i);
        }
        continue;
      }
      if (isSilent(line)) {
        continue;
      }
      if (!columns.containsKey("indicator") || !columns.containsKey("indicator_type")) {
        throw new Broken(
            "no #fields line with indicator and indicator_type before line " + lines.number());
      }
      zeekLine(feed, new Row(columns, line.split("\t", -1)), tally, place(lines), line);
    }
  }

  /// A line of Zeek's format.
  private record Row(Map<String, Integer> columns, String[] cells) {
    String text(String column) {
      Integer at = columns.get(column);
      if (at == null
          || at >= cells.length
          || cells[at].equals("-")
          || cells[at].equals("(empty)")) {
        return "";
      }
      return cells[at].indexOf('\\') < 0
          ? cells[at]
          : ESCAPE
              .matcher(cells[at])
              .replaceAll(found ->
                  Matcher.quoteReplacement(
                      String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }
  }

  private static void zeekLine(IntelFeed feed, Row row, Tally tally, String place, String line)
      throws IOException {
    Optional<IndicatorType> type = IndicatorType.named(row.text("indicator_type"));
    if (type.isEmpty()) {
      tally.wrong(place, "no type", line);
      return;
    }
    Optional<String> text = IndicatorText.of(type.get(), row.text("indicator"));
    if (text.isEmpty()) {
      tally.wrong(place, "no " + type.get(), row.text("indicator"));
      return;
    }
    String own = row.text("meta.source");
    String notice = row.text("meta.do_notice");
    String where = row.text("meta.if_in");
    tally.add(
        new Indicator(
            type.get(),
            text.get(),
            feed.source().isEmpty() && !own.isEmpty() ? own : feed.sourceName(),
            row.text("meta.desc"),
            row.text("meta.url"),
            notice.equals("T") || notice.isEmpty() && feed.notice() ? "T" : "F",
            WHERE.matcher(where).matches() ? where : ""));
  }
}
