package org.brood.node.control;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.brood.cluster.trust.Authority;
import org.brood.node.host.StateFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `brood cluster`: what a cluster is founded on.
@Command(name = "cluster", description = "Founds a cluster.", mixinStandardHelpOptions = true)
final class ClusterCommand {
  @Command(
      name = "init",
      description = {
        "Makes the authority that issues the hosts' certificates. Its key stays in the state folder;",
        "a manager that finds none makes one by itself."
      },
      mixinStandardHelpOptions = true)
  int init(
      @Option(names = "--state", paramLabel = "DIR", description = "The state folder.")
          Path folder) {
    PrintStream err = System.err;
    StateFolder state =
        new StateFolder(folder == null ? DefaultFolders.state(System.getenv()) : folder);
    try {
      state.make();
      Authority.create(state.authority(), Instant.ofEpochMilli(InstantSource.system().millis()));
      System.out.println("the authority is in " + state.authority());
      return 0;
    } catch (IOException e) {
      err.println("brood: " + e.getMessage());
      return 1;
    }
  }
}
