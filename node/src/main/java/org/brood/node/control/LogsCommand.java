package org.brood.node.control;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.brood.node.host.HostAnswers;
import org.brood.node.host.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `brood logs`: the logs as they grow.
@Command(
    name = "logs",
    description = "Shows the end of a current log, or the names of all current logs.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  brood logs -f conn"})
final class LogsCommand implements Callable<Integer> {
  private static final String LAST_BYTES = "-4096";

  @Mixin private Manager manager = new Manager();

  @Option(
      names = {"-f", "--follow"},
      description = "Go on as rows come.")
  private boolean follow;

  @Parameters(arity = "0..1", paramLabel = "STREAM", description = "Such as conn.")
  private String stream = "";

  @Override
  public Integer call() throws InterruptedException {
    try {
      if (stream.isEmpty()) {
        for (String name : Json.read(manager.ask(List.of("logs")), String[].class)) {
          System.out.println(name);
        }
        return 0;
      }
      show(LAST_BYTES);
      return 0;
    } catch (IOException e) {
      System.err.println("brood: " + e.getMessage());
      return 1;
    }
  }

  private void show(String from) throws IOException, InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    String offset = from;
    do {
      HostAnswers.LogPiece piece =
          Json.read(manager.ask(List.of("logs", stream, offset)), HostAnswers.LogPiece.class);
      System.out.print(piece.text());
      System.out.flush();
      offset = Long.toString(piece.next());
    } while (follow && !never.await(1, TimeUnit.SECONDS));
  }
}
