package org.brood.node.control;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.brood.node.config.ConfigException;
import org.brood.node.config.HostSettings;
import org.brood.node.config.Setting;
import org.brood.node.config.Settings;
import org.brood.node.host.Engine;
import org.brood.node.host.HostProcess;
import org.brood.node.host.ProcessEngine;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/// The host process, as manager or as node: what containers run.
@Command(
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Each option may also stand in the environment, as BROOD_NAME, or in the file that",
      "BROOD_CONFIG names, as name = value. The command line comes before the environment, the",
      "environment before the file. SIGTERM ends it, with all logs delivered."
    })
final class HostCommand implements Callable<Integer> {
  /// How long the end may take: longer than the engines', shorter than what container engines wait
  /// at most if told to.
  private static final long END_SECONDS = 60;

  /// What the libraries have to say, in a line like those of the host process.
  private static final String LOG_LINE = "%5$s%n";

  /// What a host process is started as.
  enum Kind {
    MANAGER("manager", "Runs a manager: it leads a cluster, and logs until a logger joins."),
    NODE("node", "Runs a node: it joins a cluster, and is what the manager decides."),
    UP("up", "Runs a whole cluster on this machine: manager, logger, proxy and workers.");

    private final String word;
    private final String description;

    Kind(String word, String description) {
      this.word = word;
      this.description = description;
    }
  }

  /// Engines as threads of this process, for a laptop.
  private static final String ONE_PROCESS = "--one-process";

  private final Kind kind;
  private final Engine.Starter inThreads;

  @Spec private CommandSpec spec;

  private HostCommand(Kind kind, Engine.Starter inThreads) {
    this.kind = kind;
    this.inThreads = inThreads;
    this.spec = CommandSpec.create();
  }

  /// Adds the three commands.
  ///
  /// @param inThreads starts engines within this process
  static void addTo(CommandLine line, Engine.Starter inThreads) {
    for (Kind kind : Kind.values()) {
      CommandLine sub = new CommandLine(new HostCommand(kind, inThreads));
      sub.getCommandSpec().name(kind.word).usageMessage().description(kind.description);
      for (Setting setting : Setting.values()) {
        OptionSpec.Builder option =
            OptionSpec.builder("--" + setting.word())
                .type(String.class)
                .paramLabel("X")
                .description(
                    setting.meaning()
                        + (setting.standard().isEmpty() ? "" : " [" + setting.standard() + "]"));
        if (setting == Setting.INTERFACE) {
          option = option.names("-i", "--" + setting.word());
        }
        sub.getCommandSpec().addOption(option.build());
      }
      if (kind == Kind.UP) {
        sub.getCommandSpec()
            .addOption(
                OptionSpec.builder(ONE_PROCESS)
                    .type(boolean.class)
                    .arity("0")
                    .description(
                        "Everything in one process: takes less memory, but what ends one node ends"
                            + " all.")
                    .build());
      }
      line.addSubcommand(sub);
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    System.setProperty("java.util.logging.SimpleFormatter.format", LOG_LINE);
    Logger.getLogger("").setLevel(Level.WARNING);
    PrintStream err = System.err;
    HostSettings settings;
    try {
      settings = HostSettings.of(Settings.read(options(), environment()), kind != Kind.NODE);
    } catch (ConfigException e) {
      err.println("brood: " + e.getMessage());
      return 1;
    }
    String version = HostCommand.class.getPackage().getImplementationVersion();
    HostProcess process =
        new HostProcess(
            settings,
            isOneProcess() ? inThreads : ProcessEngine::start,
            version == null ? "development" : version,
            err);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> end(process, ended)));
    try {
      return process.run();
    } finally {
      ended.countDown();
    }
  }

  private static void end(HostProcess process, CountDownLatch ended) {
    process.stop();
    try {
      if (!ended.await(END_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(1);
      }
      Runtime.getRuntime().halt(0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isOneProcess() {
    OptionSpec option = spec.findOption(ONE_PROCESS);
    return option != null && Boolean.TRUE.equals(option.getValue());
  }

  private Map<String, String> environment() {
    return DefaultFolders.filledIn(System.getenv());
  }

  private Map<Setting, String> options() {
    Map<Setting, String> options = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      OptionSpec option = spec.findOption("--" + setting.word());
      if (option != null && option.getValue() instanceof String value) {
        options.put(setting, value);
      }
    }
    return options;
  }
}
