package org.brood.node;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.brood.script.codegen.CompiledProgram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `brood run`: analyses live traffic until it is told to stop.
@Command(
    name = "run",
    description = "Analyses the traffic of network interfaces until SIGINT or SIGTERM.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Capture needs the capability CAP_NET_RAW. An interface af_packet::NAME shares its packets",
      "with others of the same fanout group, as the script options of AF_Packet say.",
      "",
      "Examples:",
      "  brood run -i eth0 local",
      "  brood run -i eth0 -i eth1 --json --log-dir logs -f 'not port 22'",
      "",
      "Exit codes: 0 ended as wanted, 1 something failed, 2 the command line makes no sense."
    })
final class RunCommand implements Callable<Integer> {
  private static final String COMMAND = "brood run";

  @Option(
      names = {"-i", "--iface"},
      paramLabel = "IFACE",
      required = true,
      description = {
        "A network interface; may be given more than once. \"any\" is all of them;",
        "udp:ADDRESS:PORT:vxlan (or geneve, raw) receives mirrored traffic."
      })
  private List<String> interfaces = new ArrayList<>();

  @Parameters(
      paramLabel = "SCRIPT|VAR=VALUE",
      arity = "0..*",
      description = "Scripts and script variables.")
  private List<String> arguments = new ArrayList<>();

  @Mixin private ScriptOptions scripts = new ScriptOptions();
  @Mixin private AnalysisOptions analysis = new AnalysisOptions();
  @Mixin private final IntelOptions intel = new IntelOptions();

  @Override
  public Integer call() {
    PrintStream err = System.err;
    scripts.signatures = analysis.signatures;
    if (!analysis.makeLogFolder(COMMAND, err) || !intel.prepare(scripts, COMMAND, err)) {
      return 1;
    }
    try (intel) {
      return run(err);
    }
  }

  private int run(PrintStream err) {
    Optional<CompiledProgram.Loaded> program =
        scripts.build(arguments, ScriptOptions.Packets.LIVE, err);
    if (program.isEmpty() || !intel.keep(COMMAND, err)) {
      return 1;
    }
    Run.Request request =
        analysis.request(
            program.get(),
            new Run.Input.Interfaces(interfaces),
            scripts.bare,
            List.of("brood", "run"),
            (_, _) -> {});
    return new Run(request, err).run();
  }
}
