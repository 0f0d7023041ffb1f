package org.brood.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Runs of scripts without packets, for tests.
final class ScriptRun {
  private static final String SEED = "575" + " 1".repeat(20);

  private ScriptRun() {}

  /// What a script printed, and what was said of it.
  record Result(List<String> out, List<String> err) {}

  /// Runs a script in bare mode.
  ///
  /// @param folder where it and its logs lie
  static Result of(Path folder, String script) throws IOException {
    Path file = Files.writeString(folder.resolve("test.zeek"), script);
    EngineRun run =
        EngineRun.of(
            EngineRun.program(folder.resolve("cache"), true, List.of(file.toString()), false),
            List.of(),
            folder,
            SEED);
    return new Result(run.output().lines().toList(), run.messages().lines().toList());
  }
}
