package org.brood.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.brood.bif.EngineMetrics;
import org.brood.event.Events;
import org.brood.event.Inbox;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Addr;
import org.brood.script.value.Port;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Table;
import org.brood.telemetry.PrometheusText;
import org.jspecify.annotations.Nullable;

/// The metrics of a worker's engine and scripts, for Prometheus. They belong to the worker's
/// thread, which is asked for them between packets.
final class ScriptMetrics implements AutoCloseable {
  /// How long the worker may take to answer.
  private static final long PATIENCE_SECONDS = 5;

  private static final int BACKLOG = 16;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  private final HttpServer server;
  private final ExecutorService threads;
  private final Inbox inbox;
  private final Events events;
  private final Supplier<String> metrics;

  private ScriptMetrics(HttpServer server, Runtime rt, Events events) {
    this.server = server;
    this.inbox = rt.serviceOr(Inbox.class, Inbox::new);
    this.events = events;
    this.metrics = asker(rt, events);
    threads = Executors.newVirtualThreadPerTaskExecutor();
  }

  /// Serves `/metrics` where scripts want it (`Telemetry::metrics_address`, `metrics_port`), and on
  /// the manager of a fixed layout `/services.json`, a list of all nodes' for Prometheus.
  ///
  /// @return null if they do not want it
  /// @throws IOException if the port can't be had
  static @Nullable ScriptMetrics open(Runtime rt, Events events) throws IOException {
    if (!(events.global("Telemetry::metrics_port") instanceof Port port) || port.number() == 0) {
      return null;
    }
    String address = text(events, "Telemetry::metrics_address");
    HttpServer server = HttpServer.create(where(address, port.number()), BACKLOG);
    ScriptMetrics made = new ScriptMetrics(server, rt, events);
    server.setExecutor(made.threads);
    server.createContext("/", made::handle);
    server.start();
    return made;
  }

  private static InetSocketAddress where(String address, int port) throws IOException {
    try {
      return address.isEmpty()
          ? new InetSocketAddress(port)
          : new InetSocketAddress(InetAddress.ofLiteral(address), port);
    } catch (IllegalArgumentException e) {
      throw new UnknownHostException(address + " is no address");
    }
  }

  private static String text(Events events, String global) {
    return events.global(global) instanceof Str text ? text.toString() : "";
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body =
          switch (path) {
            case "/metrics" -> metrics.get();
            case "/services.json" -> asked(inbox, () -> services(events));
            default -> "";
          };
      int status = !body.isEmpty() ? OK : path.equals("/metrics") ? UNAVAILABLE : NOT_FOUND;
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException e) {
      return; // who asked is gone
    }
  }

  /// Gives the text of all metrics to any thread; empty if the worker has no time for it. To be
  /// made on the worker's thread.
  static Supplier<String> asker(Runtime rt, Events events) {
    Inbox inbox = rt.serviceOr(Inbox.class, Inbox::new);
    return () ->
        asked(
            inbox,
            () ->
                PrometheusText.of(
                    EngineMetrics.current(rt),
                    text(events, "Telemetry::metrics_endpoint_label"),
                    text(events, "Telemetry::metrics_endpoint_name")));
  }

  private static String asked(Inbox inbox, Supplier<String> question) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    inbox.post(() -> answer.complete(question.get()));
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    } catch (ExecutionException | TimeoutException e) {
      return "";
    }
  }

  /// Where the nodes of a fixed layout have their metrics.
  private static String services(Events events) {
    StringJoiner targets = new StringJoiner(", ", "[{\"targets\": [", "], \"labels\": {}}]\n");
    targets.setEmptyValue("");
    if (events.global("Cluster::nodes") instanceof Table nodes) {
      for (Object name : nodes.keys()) {
        if (nodes.get(name) instanceof Record node
            && node.get("metrics_port") instanceof Port port
            && node.get("ip") instanceof Addr address) {
          String host = address.isV4() ? address.toString() : "[" + address + "]";
          targets.add("\"" + host + ":" + port.number() + "\"");
        }
      }
    }
    return targets.toString();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow(); // who asks while the run ends gets no answer
  }
}
