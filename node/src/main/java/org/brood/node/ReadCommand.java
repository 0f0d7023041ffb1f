package org.brood.node;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.brood.link.NodeType;
import org.brood.script.codegen.CompiledProgram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `brood read`: analyses capture files.
@Command(
    name = "read",
    description = "Analyses capture files and writes Zeek's logs.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  brood read office.pcap",
      "  brood read -f 'port 53' office.pcap.gz policy/protocols/conn/community-id-logging",
      "  brood read --workers 2 large.pcap",
      "  brood read --json --log-dir logs a.pcap b.pcapng Site::local_nets='{ 10.0.0.0/8 }'",
      "",
      "Exit codes: 0 all was read, 1 something failed, 2 the command line makes no sense."
    })
final class ReadCommand implements Callable<Integer> {
  private static final int MAX_WORKERS = 64;
  private static final String COMMAND = "brood read";

  @Parameters(
      paramLabel = "TRACE|SCRIPT|VAR=VALUE",
      arity = "1..*",
      description =
          "Captures (pcap, pcapng, gzip, zstd; - for standard input), scripts, and script variables.")
  private List<String> arguments = new ArrayList<>();

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Spread the packets over N workers, which form a cluster in this process.")
  private int workers;

  @Mixin private ScriptOptions scripts = new ScriptOptions();

  @Mixin private AnalysisOptions analysis = new AnalysisOptions();

  @Mixin private final IntelOptions intel = new IntelOptions();

  @Override
  public Integer call() {
    PrintStream err = System.err;
    List<String> traces = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String argument : arguments) {
      boolean assignment = ScriptOptions.isAssignment(argument);
      if (!assignment && (argument.equals("-") || Captures.looksLikeCapture(argument))) {
        traces.add(argument);
      } else {
        others.add(argument);
      }
    }
    if (traces.isEmpty()) {
      err.println(COMMAND + ": no capture file among: " + String.join(" ", arguments));
      return 1;
    }
    if (workers < 0 || workers > MAX_WORKERS) {
      err.println(COMMAND + ": --workers must be between 1 and " + MAX_WORKERS);
      return 2;
    }
    if (workers > 0 && !analysis.writeFile.isEmpty()) {
      err.println(COMMAND + ": --write does not go together with --workers");
      return 2;
    }
    scripts.signatures = analysis.signatures;
    if (!analysis.makeLogFolder(COMMAND, err) || !intel.prepare(scripts, COMMAND, err)) {
      return 1;
    }
    try (intel) {
      return intel.refresh(COMMAND, err) ? read(traces, others, err) : 1;
    }
  }

  private int read(List<String> traces, List<String> others, PrintStream err) {
    if (workers > 0) {
      return scripts
          .build(others, ScriptOptions.Packets.TRACES, SpreadRun.NODE_TYPES, err)
          .map(programs -> spread(programs, traces, err))
          .orElse(1);
    }
    Optional<CompiledProgram.Loaded> program =
        scripts.build(others, ScriptOptions.Packets.TRACES, err);
    return program.isEmpty() ? 1 : run(program.get(), traces, err);
  }

  private int run(CompiledProgram.Loaded program, List<String> traces, PrintStream err) {
    Progress progress = new Progress(err, Captures.totalBytes(traces), Terminal.isErr());
    int code = new Run(request(program, traces, progress), err).run();
    progress.end();
    return code;
  }

  private int spread(
      Map<NodeType, CompiledProgram.Loaded> programs, List<String> traces, PrintStream err) {
    Progress progress = new Progress(err, Captures.totalBytes(traces), Terminal.isErr());
    CompiledProgram.Loaded program = Objects.requireNonNull(programs.get(NodeType.WORKER));
    int code = new SpreadRun(request(program, traces, progress), programs, workers, err).run();
    progress.end();
    return code;
  }

  private Run.Request request(
      CompiledProgram.Loaded program, List<String> traces, Progress progress) {
    return analysis.request(
        program, new Run.Input.Traces(traces), scripts.bare, List.of("brood", "read"), progress);
  }

  /// What can be told of a capture file without reading it all.
  static final class Captures {
    private Captures() {}

    static boolean looksLikeCapture(String name) {
      String lower = name.toLowerCase(Locale.ROOT);
      boolean script = lower.endsWith(".zeek") || lower.endsWith(".bro");
      boolean capture = lower.matches(".*\\.(pcap|pcapng|cap|trace|dmp)(\\d*)?(\\.(gz|zst))?");
      return !script && (capture || isCaptureFile(Path.of(name)));
    }

    private static boolean isCaptureFile(Path path) {
      if (!Files.isRegularFile(path)) {
        return false;
      }
      try (var in = Files.newInputStream(path)) {
        byte[] start = in.readNBytes(4);
        if (start.length < 4) {
          return false;
        }
        int magic = java.nio.ByteBuffer.wrap(start).getInt();
        return switch (magic) {
          case 0xa1b2c3d4,
              0xd4c3b2a1,
              0xa1b23c4d,
              0x4d3cb2a1,
              0xa1b2cd34,
              0x34cdb2a1,
              0x0a0d0d0a,
              0x28b52ffd ->
              true;
          default -> (magic >>> 16) == 0x1f8b;
        };
      } catch (IOException e) {
        return false;
      }
    }

    static long totalBytes(List<String> traces) {
      long total = 0;
      for (String trace : traces) {
        if (trace.equals("-") || trace.endsWith(".gz") || trace.endsWith(".zst")) {
          return 0;
        }
        try {
          total += Files.size(Path.of(trace));
        } catch (IOException e) {
          return 0;
        }
      }
      return total;
    }
  }
}
