package org.brood.node;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import org.brood.node.control.ControlCommands;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `brood`: the program's own command line.
@Command(
    name = "brood",
    description = "A network security monitor that runs Zeek's scripts.",
    subcommands = {
      ReadCommand.class,
      RunCommand.class,
      CheckCommand.class,
      CutCommand.class,
      DemoCommand.class,
      AutoComplete.GenerateCompletion.class,
      CommandLine.HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = BroodCommand.Version.class,
    footer = {
      "",
      "Examples:",
      "  brood demo                             shows what Brood does, on a bundled capture",
      "  brood read office.pcap                 writes Zeek's logs into the current folder",
      "  brood run -i eth0                      analyses live traffic",
      "  brood read --json --log-dir logs *.pcap local",
      "  brood check my-script.zeek             tells what is wrong with a script",
      "  brood cut id.orig_h query < dns.log",
      "  brood up -i eth0                       runs a cluster on this machine",
      "  brood status                           shows how its nodes do",
      "",
      "People who know `zeek` and `zeek-cut` find them beside this command, with their own options."
    })
final class BroodCommand {
  /// Commands that have nothing to do with a cluster: `bin/brood` starts them without its
  /// libraries.
  private static final Set<String> ALONE = Set.of("read", "run", "cut", "demo");

  /// Brood's own version.
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = BroodCommand.class.getPackage().getImplementationVersion();
      return new String[] {"brood " + (version == null ? "development" : version)};
    }
  }

  private static java.io.PrintWriter writer(PrintStream to) {
    return new java.io.PrintWriter(to, true, java.nio.charset.StandardCharsets.UTF_8);
  }

  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    CommandLine line = new CommandLine(new BroodCommand());
    if (arguments.isEmpty() || !ALONE.contains(arguments.getFirst())) {
      ControlCommands.addTo(line, ThreadEngine::start);
    }
    line.setOut(writer(out)).setErr(writer(err));
    line.setExitCodeExceptionMapper(_ -> 1);
    line.setUnmatchedOptionsArePositionalParams(false);
    if (arguments.isEmpty()) {
      line.usage(err);
      return 2;
    }
    return line.execute(arguments.toArray(String[]::new));
  }
}
