package org.brood.node;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/// The program's entry.
public final class Main {
  private Main() {}

  /// @param arguments the first one says as what it was called (`zeek`, `brood` …)
  public static void main(String[] arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    List<String> all = Arrays.asList(arguments);
    String called = all.isEmpty() ? "" : all.getFirst();
    List<String> rest = all.isEmpty() ? List.of() : all.subList(1, all.size());
    int code =
        switch (called) {
          case "zeek" -> new ZeekCommand(out, err).run(rest);
          default -> {
            err.println("brood: unknown command " + called);
            yield 2;
          }
        };
    System.exit(code);
  }
}
