package org.brood.node.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.brood.node.host.StateFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `brood join`: tells a node that waits where its manager is.
@Command(
    name = "join",
    description = "Tells a node that waits where the manager is, and gives it a token.",
    mixinStandardHelpOptions = true)
final class JoinCommand implements Callable<Integer> {
  @Option(names = "--state", paramLabel = "DIR", description = "The waiting node's state folder.")
  private Path folder = DefaultFolders.state(System.getenv());

  @Option(
      names = "--join",
      paramLabel = "HOST:PORT",
      required = true,
      description = "Managers, separated by commas.")
  private String managers = "";

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "The token; read from standard input if not said.")
  private String token = "";

  @Override
  public Integer call() {
    try {
      String text =
          token.isEmpty() ? new String(System.in.readAllBytes(), StandardCharsets.US_ASCII) : token;
      new StateFolder(folder).invite(managers, text);
      return 0;
    } catch (IOException e) {
      System.err.println("brood: " + e.getMessage());
      return 1;
    }
  }
}
