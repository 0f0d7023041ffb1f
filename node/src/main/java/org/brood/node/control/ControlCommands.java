package org.brood.node.control;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.brood.link.NodeType;
import org.brood.node.host.ControlDesk;
import org.brood.node.host.Engine;
import org.brood.node.host.Json;
import org.brood.node.host.ManagerDesk;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Commands that ask a manager: one method each.
@Command
public final class ControlCommands {
  private static final DateTimeFormatter STARTED =
      DateTimeFormatter.ofPattern("dd MMM HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());
  private static final String NONE = "-";

  private static final PrintStream OUT = System.out;
  private static final PrintStream ERR = System.err;

  private ControlCommands() {}

  /// Adds all commands of a cluster.
  ///
  /// @param inThreads starts engines within this process
  public static void addTo(CommandLine line, Engine.Starter inThreads) {
    HostCommand.addTo(line, inThreads);
    CommandLine all = new CommandLine(new ControlCommands());
    all.getSubcommands().forEach(line::addSubcommand);
    line.addSubcommand(new ClusterCommand());
    line.addSubcommand(new TokenCommand());
    line.addSubcommand(new JoinCommand());
    line.addSubcommand(new LogsCommand());
    line.addSubcommand(new LoggerCommand());
    line.addSubcommand(new HealthCommand());
    line.addSubcommand(new ProcessCommand());
  }

  private interface Action {
    int run() throws IOException;
  }

  /// Runs a command; what goes wrong is one line.
  private static int attempt(Action action) {
    try {
      return action.run();
    } catch (IOException e) {
      ERR.println("brood: " + e.getMessage());
      return 1;
    }
  }

  /// A command and whom it is about; picocli gives null where nobody is named.
  private static List<String> question(@Nullable List<String> about, String... command) {
    List<String> question = new ArrayList<>(List.of(command));
    if (about != null) {
      question.addAll(about);
    }
    return question;
  }

  private static ControlDesk.Status status(Manager manager) throws IOException {
    return Json.read(manager.ask(List.of("status")), ControlDesk.Status.class);
  }

  private static int printJson(Manager manager, String... arguments) throws IOException {
    OUT.println(Json.pretty(manager.ask(List.of(arguments))));
    return 0;
  }

  @Command(
      name = "status",
      description = "Shows all nodes: where they run, packets, connections and rows at once.",
      mixinStandardHelpOptions = true)
  static int status(
      @Mixin Manager manager,
      @Parameters(arity = "0..*", paramLabel = "NODE", description = "Only these.")
          List<String> only) {
    return attempt(() -> {
      if (manager.json) {
        return printJson(manager, "status");
      }
      ControlDesk.Status status = status(manager);
      Columns columns =
          new Columns(
              "NODE",
              "TYPE",
              "HOST",
              "SOURCE",
              "STATE",
              "PID>",
              "STARTED",
              "PACKETS/S>",
              "DROPPED>",
              "OPEN>",
              "ROWS/S>",
              "ROWS>");
      boolean well = true;
      for (ControlDesk.NodeStatus node : status.nodes()) {
        if (only != null && !only.isEmpty() && !only.contains(node.node())) {
          continue;
        }
        well &= node.state().equals("running");
        columns.row(
            node.node(),
            node.type().word(),
            node.host(),
            node.source().isEmpty() ? NONE : node.source(),
            node.state() + (node.restarts() > 0 ? " (" + node.restarts() + "x)" : ""),
            node.pid() == 0 ? NONE : node.pid(),
            node.started() == 0 ? NONE : STARTED.format(Instant.ofEpochSecond(node.started())),
            counter(node, "packets_per_second"),
            counter(node, "packets_dropped"),
            counter(node, "connections"),
            counter(node, "rows_per_second"),
            counter(node, "rows"));
      }
      columns.print(OUT);
      spares(status);
      OUT.println();
      OUT.println(
          status.bundle().isEmpty()
              ? "no configuration is in force"
              : "configuration %s, layout %d"
                  .formatted(status.bundle().substring(0, 12), status.generation()));
      OUT.println("the cluster's own traffic is not captured: " + status.notCaptured());
      return well ? 0 : 1;
    });
  }

  private static String counter(ControlDesk.NodeStatus node, String name) {
    Long value = node.counters().get(name);
    return value == null ? NONE : value.toString();
  }

  private static void spares(ControlDesk.Status status) {
    for (ControlDesk.HostStatus host : status.hosts()) {
      if (host.spare()) {
        OUT.println(host.name() + " (" + host.address() + ") waits as a spare");
      }
    }
  }

  @Command(
      name = "nodes",
      description = "Lists hosts and nodes: who may be what, and is what.",
      mixinStandardHelpOptions = true)
  static int nodes(@Mixin Manager manager) {
    return attempt(() -> {
      if (manager.json) {
        return printJson(manager, "nodes");
      }
      ControlDesk.Status status = status(manager);
      Columns columns = new Columns("HOST", "ID", "ADDRESS", "MAY BE", "IS", "VERSION");
      for (ControlDesk.HostStatus host : status.hosts()) {
        List<String> is =
            status.nodes().stream()
                .filter(node -> node.host().equals(host.name()))
                .map(ControlDesk.NodeStatus::node)
                .toList();
        columns.row(
            host.name() + (host.reachable() ? "" : " (unreachable)"),
            host.id(),
            host.address(),
            String.join(",", host.roles().stream().map(NodeType::word).sorted().toList()),
            is.isEmpty() ? "spare" : String.join(",", is),
            host.version());
      }
      for (ControlDesk.NodeStatus node : status.nodes()) {
        if (node.state().equals("missing")) {
          columns.row(node.host() + " (missing)", NONE, NONE, NONE, node.node(), NONE);
        }
      }
      columns.print(OUT);
      return 0;
    });
  }

  @Command(
      name = "deploy",
      description = {
        "Checks the site folder on every host for every type of node, then puts it into force everywhere.",
        "If one host says no, nothing changes."
      },
      mixinStandardHelpOptions = true)
  static int deploy(
      @Mixin Manager manager,
      @Option(names = "--rollback", description = "Go back to what was in force before.")
          boolean rollback) {
    return attempt(() -> verdict(manager, rollback ? "rollback" : "deploy", "is in force"));
  }

  /// Has the site folder checked, for `brood check` without scripts.
  public static int checkSite() {
    return attempt(() -> verdict(new Manager(), "check", "is good"));
  }

  private static int verdict(Manager manager, String command, String good) throws IOException {
    String text = manager.ask(List.of(command));
    ManagerDesk.Verdict verdict = Json.read(text, ManagerDesk.Verdict.class);
    if (manager.json) {
      OUT.println(Json.pretty(text));
      return verdict.ok() ? 0 : 1;
    }
    verdict.warnings().forEach(warning -> ERR.println("warning: " + warning));
    verdict
        .errors()
        .forEach((host, errors) -> errors.lines().forEach(line -> ERR.println(host + ": " + line)));
    if (!verdict.ok()) {
      ERR.println("nothing was changed");
      return 1;
    }
    OUT.println("configuration " + verdict.bundle().substring(0, 12) + " " + good);
    return 0;
  }

  @Command(
      name = "diff",
      description = "Lists the files of the site folder that differ from what is in force.",
      mixinStandardHelpOptions = true)
  static int diff(@Mixin Manager manager) {
    return attempt(() -> {
      if (manager.json) {
        return printJson(manager, "diff");
      }
      String[] lines = Json.read(manager.ask(List.of("diff")), String[].class);
      for (String line : lines) {
        OUT.println(line);
      }
      return 0;
    });
  }

  @Command(
      name = "start",
      description = "Starts nodes that were stopped; all if none is named.",
      mixinStandardHelpOptions = true)
  static int start(
      @Mixin Manager manager, @Parameters(arity = "0..*", paramLabel = "NODE") List<String> nodes) {
    return control(manager, "start", nodes);
  }

  @Command(
      name = "stop",
      description = "Stops nodes until they are started; all if none is named.",
      mixinStandardHelpOptions = true)
  static int stop(
      @Mixin Manager manager, @Parameters(arity = "0..*", paramLabel = "NODE") List<String> nodes) {
    return control(manager, "stop", nodes);
  }

  @Command(
      name = "restart",
      description = "Stops and starts nodes; all if none is named.",
      mixinStandardHelpOptions = true)
  static int restart(
      @Mixin Manager manager, @Parameters(arity = "0..*", paramLabel = "NODE") List<String> nodes) {
    return control(manager, "restart", nodes);
  }

  private static int control(Manager manager, String command, List<String> nodes) {
    return attempt(() -> {
      manager.ask(question(nodes, command));
      return 0;
    });
  }

  @Command(
      name = "netstats",
      description = "Shows what each worker received and lost.",
      mixinStandardHelpOptions = true)
  static int netstats(@Mixin Manager manager) {
    return attempt(() -> {
      if (manager.json) {
        return printJson(manager, "netstats");
      }
      Columns columns =
          new Columns("NODE", "SOURCE", "RECEIVED>", "DROPPED>", "LOST>", "PACKETS/S>", "BYTES>");
      for (ControlDesk.NodeStatus node : status(manager).nodes()) {
        if (node.type() == NodeType.WORKER) {
          long received = node.counters().getOrDefault("packets", 0L);
          long dropped = node.counters().getOrDefault("packets_dropped", 0L);
          double share = received + dropped == 0 ? 0 : 100.0 * dropped / (received + dropped);
          columns.row(
              node.node(),
              node.source(),
              received,
              dropped,
              String.format(Locale.ROOT, "%.2f%%", share),
              counter(node, "packets_per_second"),
              counter(node, "bytes"));
        }
      }
      columns.print(OUT);
      return 0;
    });
  }

  @Command(
      name = "top",
      description = "Shows what each node's process costs.",
      mixinStandardHelpOptions = true)
  static int top(@Mixin Manager manager) {
    return attempt(() -> {
      if (manager.json) {
        return printJson(manager, "top");
      }
      Columns columns =
          new Columns(
              "NODE", "TYPE", "HOST", "PID>", "MEMORY>", "CPU SECONDS>", "SPOOL>", "LAG ms>");
      for (ControlDesk.NodeStatus node : status(manager).nodes()) {
        Map<String, Long> counters = node.counters();
        columns.row(
            node.node(),
            node.type().word(),
            node.host(),
            node.pid() == 0 ? NONE : node.pid(),
            Columns.bytes(counters.getOrDefault("memory_bytes", 0L)),
            counters.getOrDefault("cpu_millis", 0L) / 1000,
            Columns.bytes(counters.getOrDefault("spool_bytes", 0L)),
            counter(node, "lag_millis"));
      }
      columns.print(OUT);
      return 0;
    });
  }

  @Command(
      name = "print",
      description = "Shows the value that a script variable has on nodes; on all if none is named.",
      mixinStandardHelpOptions = true)
  static int print(
      @Mixin Manager manager,
      @Parameters(index = "0", paramLabel = "VAR", description = "Such as Site::local_nets.")
          String variable,
      @Parameters(index = "1..*", paramLabel = "NODE") List<String> nodes) {
    return attempt(() -> texts(manager, "print", variable, nodes, " "));
  }

  @Command(
      name = "diag",
      description =
          "Shows what is known of nodes when something is wrong: last output, crash files.",
      mixinStandardHelpOptions = true)
  static int diag(
      @Mixin Manager manager, @Parameters(arity = "0..*", paramLabel = "NODE") List<String> nodes) {
    return attempt(() -> texts(manager, "diag", "", nodes, "\n"));
  }

  @SuppressWarnings("unchecked")
  private static int texts(
      Manager manager, String command, String about, List<String> nodes, String between)
      throws IOException {
    String text =
        manager.ask(about.isEmpty() ? question(nodes, command) : question(nodes, command, about));
    if (manager.json) {
      OUT.println(Json.pretty(text));
      return 0;
    }
    Map<String, String> texts = new TreeMap<>(Json.read(text, Map.class));
    texts.forEach((node, value) -> OUT.println(node + ":" + between + value));
    return 0;
  }

  @Command(
      name = "revoke",
      description = "Takes hosts' certificates back: they can neither join nor talk any more.",
      mixinStandardHelpOptions = true)
  static int revoke(
      @Mixin Manager manager,
      @Parameters(arity = "1..*", paramLabel = "HOST", description = "By name or id.")
          List<String> hosts) {
    return attempt(() -> {
      String ids = manager.ask(question(hosts, "revoke"));
      OUT.println(manager.json ? Json.pretty(ids) : "revoked " + ids);
      return 0;
    });
  }
}
