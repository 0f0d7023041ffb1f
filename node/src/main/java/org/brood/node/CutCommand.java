package org.brood.node;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `brood cut`: takes columns out of logs.
@Command(
    name = "cut",
    description = "Takes columns out of tab-separated logs on standard input.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  brood cut -u ts id.orig_h query < dns.log"})
final class CutCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "COLUMN",
      arity = "0..*",
      description = "Columns; without any, all of them.")
  private List<String> columns = new ArrayList<>();

  @Option(names = "-c", description = "Print the first header.")
  private boolean first;

  @Option(names = "-C", description = "Print every header.")
  private boolean all;

  @Option(names = "-m", description = "Print the column names of the first header.")
  private boolean minimal;

  @Option(names = "-M", description = "Print the column names of every header.")
  private boolean minimalAll;

  @Option(names = "-d", description = "Show times in local time.")
  private boolean local;

  @Option(names = "-D", paramLabel = "FORMAT", description = "Like -d, with a format of strftime.")
  private String localFormat = "";

  @Option(names = "-u", description = "Show times in UTC.")
  private boolean utc;

  @Option(names = "-U", paramLabel = "FORMAT", description = "Like -u, with a format of strftime.")
  private String utcFormat = "";

  @Option(names = "-F", paramLabel = "TEXT", description = "What to put between columns.")
  private String separator = "";

  @Option(names = "-n", description = "Print all columns but the given ones.")
  private boolean except;

  @Override
  public Integer call() {
    List<String> arguments = new ArrayList<>();
    flag(arguments, first, "-c");
    flag(arguments, all, "-C");
    flag(arguments, minimal, "-m");
    flag(arguments, minimalAll, "-M");
    flag(arguments, local, "-d");
    flag(arguments, utc, "-u");
    flag(arguments, except, "-n");
    value(arguments, localFormat, "-D");
    value(arguments, utcFormat, "-U");
    value(arguments, separator, "-F");
    arguments.addAll(columns);
    return ZeekCut.run(arguments, System.in, System.out, System.err);
  }

  private static void flag(List<String> to, boolean set, String name) {
    if (set) {
      to.add(name);
    }
  }

  private static void value(List<String> to, String text, String name) {
    if (!text.isEmpty()) {
      to.add(name);
      to.add(text);
    }
  }
}
