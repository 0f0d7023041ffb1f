package org.brood.node;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brood.decode.UidGenerator;
import org.brood.script.codegen.CompiledProgram;
import org.brood.script.load.Environment;
import org.brood.script.load.LoadRequest;
import org.brood.script.source.Diagnostic;
import org.brood.script.source.DiagnosticRenderer;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.ScriptPath;
import org.brood.script.value.TableOrder;

/// `zeek`: the command line that people know, unchanged.
final class ZeekCommand {
  static final String VERSION = "8.2.2";

  private static final String USAGE =
      """
      usage: zeek [options] [file ...]

        FILE...                      scripts to run; - is standard input
        MODULE::VARIABLE=VALUE       sets a script variable that may be redefined

      packets:
        -i, --iface INTERFACE        listen to a network interface
        -r, --readfile FILE          read a capture; - is standard input
        -f, --filter FILTER          only packets that this tcpdump filter matches
        -C, --no-checksums           accept packets with wrong checksums
        --pseudo-realtime[=SPEED]    let a capture's packets come as they once did
        -w, --writefile FILE         write the analysed packets as a capture
      scripts:
        -b, --bare-mode              load only what the given scripts ask for
        -e, --exec CODE              run this code too
        -p, --prefix PREFIX          load scripts with this prefix too
        -s, --rulefile FILE          load signatures from a file
        -a, --parse-only             check the scripts and end
        -u, --usage-issues           tell of variables without values and of values that nobody reads
      repeatable runs:
        -D, --deterministic          all seeds are zero
        -G, --load-seeds FILE        take the seeds from a file
        -H, --save-seeds FILE        write the seeds of this run to a file
      about:
        -I, --print-id NAME          a global's type and value
        -U, --status-file FILE       keep in a file what this run does right now
        -N, --print-plugins          what is built in
        -v, --version                the version
        -h, --help                   this text

      environment: ZEEKPATH, ZEEK_PREFIXES, ZEEK_SEED_FILE, ZEEK_SEED_VALUES, ZEEK_LOG_SUFFIX\
      """;

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
    if (options.listPlugins()) {
      BuiltIn.print(out);
      return 0;
    }
    if (options.version()) {
      out.println("zeek version " + VERSION);
      return 0;
    }
    StatusFile status = new StatusFile(options.statusFile(), err);
    status.initializing();
    int code = build(options, arguments, status);
    status.terminated(code != 0);
    return code;
  }

  private int build(ZeekOptions options, List<String> arguments, StatusFile status) {
    Diagnostics diagnostics = new Diagnostics();
    LoadRequest request =
        new LoadRequest(
            scriptPath(),
            ScriptBuild.scripts(options.bare(), scripts(options)),
            prefixes(options),
            options.assignments(),
            String.join("\n", options.code()),
            options.signatures());
    Optional<CompiledProgram.Loaded> program =
        new ScriptBuild(
                request,
                new Environment(
                    variables(options),
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
    return analyse(options, program.get(), arguments, status);
  }

  /// The environment; `-u` says the same as one of its variables.
  private static Map<String, String> variables(ZeekOptions options) {
    Map<String, String> all = new HashMap<>(System.getenv());
    if (options.usageIssues()) {
      all.put(ScriptBuild.USAGE_ISSUES, "1");
    }
    return all;
  }

  /// The scripts that are named; standard input if nothing says what to do.
  private static List<String> scripts(ZeekOptions options) {
    boolean idle =
        options.scripts().isEmpty()
            && options.assignments().isEmpty()
            && options.code().isEmpty()
            && options.printId().isEmpty()
            && options.readFile().isEmpty()
            && options.interfaceName().isEmpty();
    return idle ? List.of("-") : options.scripts();
  }

  /// Prefixes of `-p`, after those of the environment.
  private static List<String> prefixes(ZeekOptions options) {
    String variable = System.getenv().getOrDefault("ZEEK_PREFIXES", "");
    List<String> all =
        new ArrayList<>(variable.isEmpty() ? List.of() : List.of(variable.split(":")));
    all.addAll(options.prefixes());
    return all;
  }

  private int analyse(
      ZeekOptions options,
      CompiledProgram.Loaded program,
      List<String> arguments,
      StatusFile status) {
    List<String> all = new ArrayList<>(List.of("zeek"));
    all.addAll(arguments);
    UidGenerator uids;
    try {
      uids = uids(options);
    } catch (IOException | IllegalArgumentException e) {
      err.println("fatal error: Could not load or save seeds: " + e.getMessage());
      return 1;
    }
    Run.Request request =
        new Run.Request(
            program,
            input(options),
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
    Run run = new Run(request, err);
    run.status(status);
    run.printId(options.printId());
    return uids.isSeeded() ? TableOrder.of(uids.seedBytes()).during(run::run) : run.run();
  }

  private static Run.Input input(ZeekOptions options) {
    if (!options.interfaceName().isEmpty()) {
      return new Run.Input.Interfaces(List.of(options.interfaceName()));
    }
    String file = options.readFile();
    if (options.speed() > 0 && !file.isEmpty()) {
      return new Run.Input.Replayed(file, options.speed());
    }
    return new Run.Input.Traces(file.isEmpty() ? List.of() : List.of(file));
  }

  private static UidGenerator uids(ZeekOptions options) throws IOException {
    UidGenerator made = seeds(options);
    if (!options.saveSeedFile().isEmpty()) {
      Files.writeString(Path.of(options.saveSeedFile()), made.seedText());
    }
    return made;
  }

  private static UidGenerator seeds(ZeekOptions options) throws IOException {
    String file = options.seedFile();
    if (file.isEmpty()) {
      file = System.getenv().getOrDefault("ZEEK_SEED_FILE", "");
    }
    String values = System.getenv().getOrDefault("ZEEK_SEED_VALUES", "");
    if (!file.isEmpty() && !values.isEmpty()) {
      throw new IllegalArgumentException(
          "can't use ZEEK_SEED_VALUES together with ZEEK_SEED_FILE or -G");
    }
    if (!file.isEmpty()) {
      return UidGenerator.seeded(Files.readString(Path.of(file)));
    }
    if (!values.isEmpty()) {
      return UidGenerator.seeded(values);
    }
    return options.deterministic()
        ? UidGenerator.seeded("0 ".repeat(UidGenerator.SEED_NUMBERS + 1))
        : UidGenerator.random();
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
    to.println(USAGE);
  }
}
