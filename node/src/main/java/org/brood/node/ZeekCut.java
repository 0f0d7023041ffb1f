package org.brood.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// `zeek-cut`, with its own options.
final class ZeekCut {
  private static final String USAGE =
      """
      zeek-cut [options] [<columns>]

      Prints the given columns of a tab-separated log that comes on standard input; without any, all of them.

          -c       Print the first header.
          -C       Print every header.
          -m       Print the names of the columns of the first header.
          -M       Print the names of the columns of every header.
          -d       Show times in local time.
          -D <fmt> Like -d, with a format of strftime.
          -F <ofs> What to put between columns.
          -h       Show this help.
          -n       Print all columns but the given ones.
          -u       Like -d, in UTC.
          -U <fmt> Like -D, in UTC.

      ZEEK_CUT_TIMEFMT sets the format of -d and -u.\
      """;

  private static final String ISO = "%Y-%m-%dT%H:%M:%S%z";

  /// The options that have a value.
  private static final Set<String> VALUED = Set.of("-D", "-U", "-F");

  private ZeekCut() {}

  /// Takes apart options that were written together: `-nF,` is `-n -F ,`.
  private static List<String> apart(List<String> arguments) {
    List<String> all = new ArrayList<>();
    boolean value = false;
    for (String argument : arguments) {
      boolean wasValue = value;
      boolean together = argument.length() > 2 && argument.charAt(0) == '-' && !wasValue;
      value = false;
      if (!together || argument.charAt(1) == '-') {
        all.add(argument);
        value = !wasValue && VALUED.contains(argument);
        continue;
      }
      for (int i = 1; i < argument.length(); i++) {
        String option = "-" + argument.charAt(i);
        all.add(option);
        if (VALUED.contains(option)) {
          if (i + 1 < argument.length()) {
            all.add(argument.substring(i + 1));
          } else {
            value = true;
          }
          break;
        }
      }
    }
    return all;
  }

  static int run(List<String> given, InputStream in, PrintStream out, PrintStream err) {
    List<String> arguments = apart(given);
    LogCutter.Headers headers = LogCutter.Headers.NONE;
    String format = "";
    boolean utc = false;
    boolean except = false;
    String separator = "";
    String standard = System.getenv().getOrDefault("ZEEK_CUT_TIMEFMT", ISO);
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      boolean takesValue = VALUED.contains(argument);
      if (takesValue && i + 1 == arguments.size()) {
        err.println("zeek-cut: option requires an argument -- '" + argument.charAt(1) + "'");
        return 1;
      }
      switch (argument) {
        case "-c" -> headers = LogCutter.Headers.FIRST;
        case "-C" -> headers = LogCutter.Headers.ALL;
        case "-m" -> headers = LogCutter.Headers.MINIMAL_FIRST;
        case "-M" -> headers = LogCutter.Headers.MINIMAL_ALL;
        case "-d" -> format = standard;
        case "-u" -> {
          format = standard;
          utc = true;
        }
        case "-D" -> format = arguments.get(++i);
        case "-U" -> {
          format = arguments.get(++i);
          utc = true;
        }
        case "-F" -> separator = arguments.get(++i);
        case "-n" -> except = true;
        case "-h", "--help" -> {
          out.println(USAGE);
          return 0;
        }
        default -> {
          if (argument.startsWith("-") && argument.length() > 1) {
            err.println("zeek-cut: invalid option -- '" + argument.substring(1) + "'");
            return 1;
          }
          columns.add(argument);
        }
      }
    }
    LogCutter.Options options =
        new LogCutter.Options(columns, except, headers, format, utc, separator);
    return cut(options, in, out, err);
  }

  /// Cuts standard input.
  static int cut(LogCutter.Options options, InputStream in, PrintStream out, PrintStream err) {
    try (PrintStream buffered =
        new PrintStream(
            new java.io.BufferedOutputStream(out, 1 << 16), false, StandardCharsets.ISO_8859_1)) {
      new LogCutter(options, buffered)
          .cut(new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1)));
      return 0;
    } catch (IOException e) {
      err.println("zeek-cut: " + e.getMessage());
      return 1;
    }
  }
}
