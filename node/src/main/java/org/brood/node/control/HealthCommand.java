package org.brood.node.control;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.brood.node.host.StateFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `brood health`: asks the host process of this machine, for health checks of containers.
@Command(
    name = "health",
    description = "Asks the host process whether it lives, or is ready.",
    mixinStandardHelpOptions = true)
final class HealthCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int OK = 200;

  @Option(names = "--state", paramLabel = "DIR", description = "The host's state folder.")
  private Path folder = DefaultFolders.state(System.getenv());

  @Parameters(
      arity = "0..1",
      paramLabel = "live|ready|metrics",
      description = "What is asked: ready if not said.")
  private String what = "ready";

  @Override
  public Integer call() throws InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      String[] where =
          Files.readString(new StateFolder(folder).metricsPort()).strip().split(" ", 2);
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("http://" + host(where[0]) + ":" + where[1] + "/" + what))
                  .timeout(PATIENCE)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      System.out.print(response.body());
      return response.statusCode() == OK ? 0 : 1;
    } catch (IOException e) {
      System.out.println("no host process answers: " + e);
      return 1;
    }
  }

  /// Of a server on all addresses the loopback one.
  private static String host(String address) {
    return address.equals("0.0.0.0")
        ? "127.0.0.1"
        : address.contains(":") ? "[" + address + "]" : address;
  }
}
