package org.brood.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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

  private ZeekCut() {}

  static int run(List<String> arguments, InputStream in, PrintStream out, PrintStream err) {
    LogCutter.Headers headers = LogCutter.Headers.NONE;
    String format = "";
    boolean utc = false;
    boolean except = false;
    String separator = "";
    String standard = System.getenv().getOrDefault("ZEEK_CUT_TIMEFMT", ISO);
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      boolean takesValue = argument.equals("-D") || argument.equals("-U") || argument.equals("-F");
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
