package org.brood.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.brood.script.bif.Times;
import org.brood.script.value.Str;

/// Takes columns out of tab-separated logs, as `zeek-cut` does. Logs may follow one another; each
/// header counts from there on.
final class LogCutter {

  /// Which header lines are printed.
  enum Headers {
    NONE,
    FIRST,
    ALL,
    MINIMAL_FIRST,
    MINIMAL_ALL
  }

  /// How to cut.
  ///
  /// @param columns the wanted ones in order; none for all
  /// @param except whether `columns` are those that are not wanted
  /// @param timeFormat a format of `strftime` for columns of type time, empty to leave them
  /// @param separator between columns, empty for that of the log
  record Options(
      List<String> columns,
      boolean except,
      Headers headers,
      String timeFormat,
      boolean utc,
      String separator) {}

  private final Options options;
  private final PrintStream out;
  private String inputSeparator = "\t";
  private String unset = "-";
  private List<Integer> chosen = new ArrayList<>();
  private Set<Integer> times = Set.of();
  private boolean headerDone;
  private boolean inHeader;

  LogCutter(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /// Cuts everything that comes.
  void cut(BufferedReader in) throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith("#")) {
        header(line);
      } else {
        inHeader = false;
        row(line);
      }
      if (out.checkError()) {
        return;
      }
    }
  }

  private String outputSeparator() {
    return options.separator().isEmpty() ? inputSeparator : options.separator();
  }

  private boolean showsHeader() {
    return switch (options.headers()) {
      case NONE -> false;
      case FIRST, MINIMAL_FIRST -> !headerDone;
      case ALL, MINIMAL_ALL -> true;
    };
  }

  private boolean isMinimal() {
    return options.headers() == Headers.MINIMAL_FIRST || options.headers() == Headers.MINIMAL_ALL;
  }

  private void header(String line) {
    if (line.startsWith("#separator ")) {
      if (inHeader || headerSeen) {
        headerDone = true;
      }
      headerSeen = true;
      inHeader = true;
      inputSeparator = unescape(line.substring("#separator ".length()));
      if (showsHeader() && !isMinimal()) {
        out.println(
            options.separator().isEmpty() ? line : "#separator " + escape(options.separator()));
      }
      return;
    }
    String[] parts = line.split(java.util.regex.Pattern.quote(inputSeparator), -1);
    switch (parts[0]) {
      case "#fields" -> {
        fields(Arrays.asList(parts).subList(1, parts.length));
        if (showsHeader()) {
          List<String> names = new ArrayList<>();
          chosen.forEach(i -> names.add(i < 0 ? "" : parts[i + 1]));
          String joined = String.join(outputSeparator(), names);
          out.println(isMinimal() ? joined : "#fields" + outputSeparator() + joined);
        }
      }
      case "#types" -> {
        types(parts);
      }
      default -> {
        if (parts[0].equals("#unset_field") && parts.length > 1) {
          unset = parts[1];
        }
        if (showsHeader() && !isMinimal()) {
          out.println(line);
        }
      }
    }
  }

  private boolean headerSeen;

  private void fields(List<String> names) {
    chosen = new ArrayList<>();
    if (options.columns().isEmpty()) {
      for (int i = 0; i < names.size(); i++) {
        chosen.add(i);
      }
    } else if (options.except()) {
      for (int i = 0; i < names.size(); i++) {
        if (!options.columns().contains(names.get(i))) {
          chosen.add(i);
        }
      }
    } else {
      for (String column : options.columns()) {
        chosen.add(names.indexOf(column));
      }
    }
  }

  private void types(String[] parts) {
    Set<Integer> found = new LinkedHashSet<>();
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].equals("time")) {
        found.add(i - 1);
      }
    }
    times = found;
    if (showsHeader() && !isMinimal()) {
      List<String> names = new ArrayList<>();
      for (int i : chosen) {
        boolean changed = found.contains(i) && !options.timeFormat().isEmpty();
        names.add(i < 0 ? "" : changed ? "string" : parts[i + 1]);
      }
      out.println("#types" + outputSeparator() + String.join(outputSeparator(), names));
    }
  }

  private void row(String line) {
    String[] values = line.split(java.util.regex.Pattern.quote(inputSeparator), -1);
    StringBuilder row = new StringBuilder();
    boolean first = true;
    for (int i : chosen) {
      if (!first) {
        row.append(outputSeparator());
      }
      first = false;
      if (i >= 0 && i < values.length) {
        boolean time = times.contains(i) && !options.timeFormat().isEmpty();
        row.append(time ? time(values[i]) : values[i]);
      }
    }
    out.println(row);
  }

  private String time(String seconds) {
    if (seconds.equals(unset)) {
      return seconds;
    }
    try {
      long whole = new BigDecimal(seconds).longValue();
      ZoneId zone = options.utc() ? ZoneOffset.UTC : ZoneId.systemDefault();
      return Times.Shape.of(options.timeFormat(), Instant.ofEpochSecond(whole).atZone(zone));
    } catch (NumberFormatException | DateTimeException e) {
      return seconds;
    }
  }

  private static String unescape(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("\\x", i) && i + 3 < text.length()) {
        plain.append((char) Integer.parseInt(text.substring(i + 2, i + 4), 16));
        i += 3;
      } else {
        plain.append(text.charAt(i));
      }
    }
    return plain.isEmpty() ? "\t" : plain.toString();
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : Str.of(text).bytes()) {
      escaped.append(b > 32 && b < 127 ? String.valueOf((char) b) : "\\x%02x".formatted(b & 0xff));
    }
    return escaped.toString();
  }
}
