package org.brood.node.host;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.brood.node.config.PortRange;
import org.brood.telemetry.Meters;

/// Health and metrics of a host process, in clear text and for this machine alone unless it is told
/// otherwise: `/live`, `/ready`, `/metrics`.
public final class HealthServer implements AutoCloseable {
  private static final int BACKLOG = 16;
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;
  private static final int NOT_FOUND = 404;

  private final HttpServer server;
  private final ExecutorService threads;
  private volatile boolean ready;
  private volatile String note = "starting";
  private final Meters meters;
  private volatile Supplier<String> more = () -> "";

  private HealthServer(HttpServer server, Meters meters) {
    this.server = server;
    this.meters = meters;
    threads = Executors.newVirtualThreadPerTaskExecutor();
  }

  /// Listens on the next free port, and writes which one it is into a file.
  ///
  /// @throws IOException if no port is free
  public static HealthServer open(
      InetAddress address, PortRange ports, Path portFile, Meters meters) throws IOException {
    HttpServer server =
        ports.open(
            address, port -> HttpServer.create(new InetSocketAddress(address, port), BACKLOG));
    HealthServer made = new HealthServer(server, meters);
    server.setExecutor(made.threads);
    server.createContext("/", made::handle);
    server.start();
    Files.writeString(
        portFile, address.getHostAddress() + " " + server.getAddress().getPort() + "\n");
    return made;
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      int status = OK;
      String body;
      switch (path) {
        case "/live" -> body = "ok\n";
        case "/ready" -> {
          status = ready ? OK : UNAVAILABLE;
          body = ready ? "ok\n" : note + "\n";
        }
        case "/metrics" -> body = MetricsText.of(meters.readings()) + more.get();
        default -> {
          status = NOT_FOUND;
          body = "/live, /ready or /metrics\n";
        }
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException e) {
      return; // who asked is gone
    }
  }

  /// Says what else belongs to the metrics: text in Prometheus' format, asked for by any thread.
  public void more(Supplier<String> text) {
    more = text;
  }

  /// Where it listens.
  public int port() {
    return server.getAddress().getPort();
  }

  /// Says how the process is.
  public void ready(boolean now) {
    ready = now;
    note = now ? "ok" : "not all engines run, or the host is no member yet";
  }

  /// Says what is wrong.
  void note(String text) {
    note = text;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
