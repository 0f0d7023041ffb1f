package org.brood.node.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.brood.node.host.BundleStore;
import org.brood.node.host.EngineCommand;
import org.brood.node.host.StateFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `brood process`: analyses a capture with the configuration that is in force.
@Command(
    name = "process",
    description = "Analyses a capture with the cluster's configuration, into the current folder.",
    mixinStandardHelpOptions = true)
final class ProcessCommand implements Callable<Integer> {
  @Mixin private Manager manager = new Manager();

  @Parameters(index = "0", paramLabel = "TRACE")
  private Path trace = Path.of("");

  @Parameters(index = "1..*", paramLabel = "OPTION|SCRIPT", description = "As for brood read.")
  private List<String> more = new ArrayList<>();

  @Override
  public Integer call() throws InterruptedException {
    try {
      String hash = manager.ask(List.of("bundle"));
      if (!BundleStore.isHash(hash)) {
        throw new IOException("no configuration is in force");
      }
      Path folder = Files.createTempDirectory("brood-process");
      BundleStore store = new BundleStore(folder);
      store.put(manager.bundle(hash));
      List<String> arguments = new ArrayList<>(List.of("read", trace.toString(), "local"));
      arguments.addAll(more);
      ProcessBuilder builder =
          new ProcessBuilder(EngineCommand.of(EngineCommand.Wants.idle("2g"), arguments))
              .inheritIO();
      Map<String, String> environment = builder.environment();
      environment.put("ZEEKPATH", store.folder(hash) + ":" + EngineCommand.scriptPath());
      int code = builder.start().waitFor();
      StateFolder.delete(folder);
      return code;
    } catch (IOException e) {
      System.err.println("brood: " + e.getMessage());
      return 1;
    }
  }
}
