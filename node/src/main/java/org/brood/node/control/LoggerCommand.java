package org.brood.node.control;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.brood.node.host.ControlDesk;
import org.brood.node.host.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `brood logger`: rows that wait for a logger.
@Command(
    name = "logger",
    description = "Shows for which loggers rows wait, and gives up on one that won't come back.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Rows that were sent to a logger and not answered are its own: it may have written them. They",
      "wait until its folder comes back, or until somebody gives up on it.",
      "",
      "Examples:",
      "  brood logger list",
      "  brood logger forget host7"
    })
final class LoggerCommand {
  private static final PrintStream OUT = System.out;
  private static final PrintStream ERR = System.err;

  @Command(
      name = "list",
      description = "Lists the loggers that were sent rows, and how many batches wait for each.",
      mixinStandardHelpOptions = true)
  int list(@Mixin Manager manager) {
    try {
      String text = manager.ask(List.of("loggers"));
      if (manager.json) {
        OUT.println(Json.pretty(text));
        return 0;
      }
      Columns columns = new Columns("HOST", "STORE", "CONNECTED", "BATCHES>", "WAIT ON");
      for (ControlDesk.LoggerStatus one : Json.read(text, ControlDesk.LoggerStatus[].class)) {
        columns.row(
            one.name(),
            one.store(),
            one.connected() ? "yes" : "no",
            one.batches(),
            one.hosts().isEmpty() ? "-" : String.join(",", one.hosts()));
      }
      columns.print(OUT);
      return 0;
    } catch (IOException e) {
      ERR.println("brood: " + e.getMessage());
      return 1;
    }
  }

  @Command(
      name = "forget",
      description = {
        "Gives up on a logger: what waits for it goes to the one that logs now, and is named, for it",
        "is there twice if the lost one comes back after all."
      },
      mixinStandardHelpOptions = true)
  int forget(
      @Mixin Manager manager,
      @Parameters(paramLabel = "NAME", description = "The host that logged, or its store.")
          String name) {
    try {
      String text = manager.ask(List.of("forget-logger", name));
      if (manager.json) {
        OUT.println(Json.pretty(text));
        return 0;
      }
      ControlDesk.Forgotten forgotten = Json.read(text, ControlDesk.Forgotten.class);
      Map<String, Long> rows = new TreeMap<>(forgotten.rows());
      if (rows.isEmpty()) {
        OUT.println("no rows waited for " + name);
      } else {
        OUT.println("there twice, should " + name + " come back:");
        rows.forEach((path, count) -> OUT.println("  " + path + ": " + count + " rows"));
      }
      forgotten.errors().forEach((host, error) -> ERR.println(host + ": " + error));
      return forgotten.errors().isEmpty() ? 0 : 1;
    } catch (IOException e) {
      ERR.println("brood: " + e.getMessage());
      return 1;
    }
  }
}
