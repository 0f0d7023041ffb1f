package org.brood.node;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The program's entry.
public final class Main {
  private Main() {}

  /// @param arguments if the first one is `zeek`, `zeek-cut` or `zeek-config`, the program behaves
  ///   as that one; `engine` is how host processes start theirs
  public static void main(String[] arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    List<String> all = Arrays.asList(arguments);
    String called = all.isEmpty() ? "" : all.getFirst();
    List<String> rest = all.isEmpty() ? List.of() : all.subList(1, all.size());
    int code =
        switch (called) {
          case "zeek" -> new ZeekCommand(out, err).run(rest);
          case "zeek-cut" -> ZeekCut.run(rest, System.in, out, err);
          case "engine" -> EngineProcess.run(rest, Path.of(""), StopSignal.listen(), out, err);
          case "train" -> Training.run(rest, err);
          case "zeek-config" -> ZeekConfig.run(rest, out, err);
          default -> BroodCommand.run(all, out, err);
        };
    System.exit(code);
  }
}
