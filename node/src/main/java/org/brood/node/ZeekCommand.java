package org.brood.node;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.brood.decode.UidGenerator;
import org.brood.script.codegen.CompiledProgram;
import org.brood.script.load.Environment;
import org.brood.script.load.LoadRequest;
import org.brood.script.source.Diagnostic;
import org.brood.script.source.DiagnosticRenderer;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.ScriptPath;

/// `zeek`: the command line that people know, unchanged.
final class ZeekCommand {
  static final String VERSION = "8.2.2";

  private final PrintStream out;
  private final PrintStream err;

  ZeekCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  int run(List<String> arguments) {
    ZeekOptions options = ZeekOptions.parse(arguments);
    if (!options.error().isEmpty()) {
      err.println("zeek: " + options.error());
      usage(err);
      return 1;
    }
    if (!options.readFile().isEmpty() && !options.interfaceName().isEmpty()) {
      err.println("ERROR: Only one of --readfile or --iface options are allowed.");
      return 1;
    }
    if (options.help()) {
      usage(err);
      return 0;
    }
    if (options.version()) {
      out.println("zeek version " + VERSION);
      return 0;
    }
    Diagnostics diagnostics = new Diagnostics();
    LoadRequest request =
        new LoadRequest(
            scriptPath(),
            ScriptBuild.scripts(options.bare(), options.scripts()),
            options.prefixes(),
            options.assignments(),
            String.join("\n", options.code()));
    Optional<CompiledProgram.Loaded> program =
        new ScriptBuild(
                request,
                new Environment(
                    System.getenv(),
                    VERSION,
                    !options.interfaceName().isEmpty(),
                    !options.readFile().isEmpty()),
                ProgramCache.ofUser())
            .build(diagnostics);
    for (Diagnostic one : diagnostics.all()) {
      err.println(DiagnosticRenderer.zeek(one));
    }
    if (program.isEmpty()) {
      return 1;
    }
    return analyse(options, program.get(), arguments);
  }

  private int analyse(ZeekOptions options, CompiledProgram.Loaded program, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("zeek"));
    all.addAll(arguments);
    UidGenerator uids;
    try {
      uids = uids(options);
    } catch (IOException | IllegalArgumentException e) {
      err.println("fatal error: Could not load seeds: " + e.getMessage());
      return 1;
    }
    Run.Request request =
        new Run.Request(
            program,
            options.readFile().isEmpty() ? List.of() : List.of(options.readFile()),
            options.filter(),
            options.signatures(),
            scriptPath(),
            options.parseOnly(),
            options.writeFile(),
            Path.of(""),
            false,
            options.ignoreChecksums(),
            options.bare(),
            all,
            uids,
            (_, _) -> {});
    return new Run(
            options.interfaceName().isEmpty()
                ? request
                : request.listeningOn(List.of(options.interfaceName())),
            err)
        .run();
  }

  private static UidGenerator uids(ZeekOptions options) throws IOException {
    String file = options.seedFile();
    if (file.isEmpty()) {
      file = System.getenv().getOrDefault("ZEEK_SEED_FILE", "");
    }
    if (!file.isEmpty()) {
      return UidGenerator.seeded(Files.readString(Path.of(file)));
    }
    String values = System.getenv().getOrDefault("ZEEK_SEED_VALUES", "");
    return values.isEmpty() ? UidGenerator.random() : UidGenerator.seeded(values);
  }

  /// Where scripts are looked for: `ZEEKPATH`, else `BROPATH`, else the current folder and those
  /// that came with Brood.
  static ScriptPath scriptPath() {
    String given = System.getenv().getOrDefault("ZEEKPATH", System.getenv("BROPATH"));
    return ScriptPath.parse(given == null || given.isEmpty() ? defaultPath() : given);
  }

  static String defaultPath() {
    String home = System.getProperty("brood.scripts", "scripts");
    return String.join(":", ".", home, home + "/policy", home + "/site");
  }

  private static void usage(PrintStream to) {
    to.println("usage: zeek [options] [file ...]");
  }
}
