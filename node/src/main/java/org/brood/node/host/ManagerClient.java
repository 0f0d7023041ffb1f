package org.brood.node.host;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.brood.cluster.trust.StateFiles;
import org.brood.node.config.HostPort;
import org.jspecify.annotations.Nullable;

/// Asks managers: each that is known in turn, until one answers. Names are looked up anew each
/// time.
public final class ManagerClient implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final int OK = 200;
  private static final int MAX_MANAGERS = 100;

  private final Supplier<SSLContext> tls;
  private final List<HostPort> configured;
  private final Path remembered;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Kept kept;

  /// Connections that are used again, until the certificate changes.
  private record Kept(SSLContext context, HttpClient http) {}

  /// @param tls another context means another certificate
  /// @param configured where managers are said to be
  /// @param remembered file of those that were met
  public ManagerClient(Supplier<SSLContext> tls, List<HostPort> configured, Path remembered) {
    this.tls = tls;
    this.configured = List.copyOf(configured);
    this.remembered = remembered;
  }

  /// A manager answered, and said no.
  public static final class Refused extends IOException {
    private static final long serialVersionUID = 1;

    Refused(String reason) {
      super(reason);
    }
  }

  /// Where managers may be.
  List<HostPort> managers() {
    return known(configured, remembered);
  }

  /// Where managers may be: those that were met last first.
  static List<HostPort> known(List<HostPort> configured, Path remembered) {
    Set<HostPort> all = new LinkedHashSet<>();
    try {
      if (Files.exists(remembered)) {
        Files.readAllLines(remembered).forEach(one -> HostPort.parse(one).ifPresent(all::add));
      }
    } catch (IOException e) {
      // Those of the configuration remain.
    }
    all.addAll(configured);
    return new ArrayList<>(all);
  }

  /// Remembers where managers are.
  void remember(List<String> managers) {
    remember(managers, remembered);
  }

  /// Remembers in a file where managers are.
  static void remember(List<String> managers, Path remembered) {
    try {
      String text =
          String.join("\n", managers.subList(0, Math.min(managers.size(), MAX_MANAGERS))) + "\n";
      if (!Files.exists(remembered) || !Files.readString(remembered).equals(text)) {
        StateFiles.write(remembered, text);
      }
    } catch (IOException e) {
      // They will be told again.
    }
  }

  /// The cluster as members find it.
  ///
  /// @throws IOException if no manager answers
  ManagerApi.Members members() throws IOException, InterruptedException {
    ManagerApi.Members members =
        Json.read(
            send(ManagerApi.MEMBERS, Optional.empty(), HostLimits.MEMBERS_ANSWER),
            ManagerApi.Members.class);
    remember(members.managers());
    return members;
  }

  /// A bundle's bytes.
  ///
  /// @throws IOException if no manager has it, or what it sent is something else
  public Bundle bundle(String hash) throws IOException, InterruptedException {
    IOException last = new IOException("no manager is known");
    for (HostPort manager : managers()) {
      try {
        HttpResponse<byte[]> response =
            answer(
                http(),
                HttpRequest.newBuilder(uri(manager, ManagerApi.BUNDLE + hash)),
                HttpResponse.BodyHandlers.ofByteArray(),
                HostLimits.MANAGER_ANSWER);
        Bundle bundle = Bundle.of(response.body());
        if (response.statusCode() == OK && bundle.hash().equals(hash)) {
          return bundle;
        }
        last = new IOException(manager + " has no bundle " + hash);
      } catch (IOException e) {
        last = new IOException(manager + ": " + reason(e), e);
      }
    }
    throw last;
  }

  /// Has a command carried out.
  ///
  /// @throws IOException if no manager answers
  public ManagerApi.Said control(List<String> arguments) throws IOException, InterruptedException {
    return Json.read(
        send(
            ManagerApi.CONTROL,
            Optional.of(Json.text(new ManagerApi.Control(arguments))),
            HostLimits.MANAGER_ANSWER),
        ManagerApi.Said.class);
  }

  /// A certificate for a new key.
  ManagerApi.Joined renew(String request) throws IOException, InterruptedException {
    return Json.read(
        send(
            ManagerApi.RENEW,
            Optional.of(Json.text(new ManagerApi.Renew(request))),
            HostLimits.MEMBERS_ANSWER),
        ManagerApi.Joined.class);
  }

  private String send(String path, Optional<String> body, Duration atMost)
      throws IOException, InterruptedException {
    IOException last =
        new IOException("no manager is known: this folder has never been part of a cluster");
    for (HostPort manager : managers()) {
      try {
        return send(http(), manager, path, body, atMost);
      } catch (Refused e) {
        throw e;
      } catch (IOException e) {
        last = new IOException(manager + ": " + reason(e), e);
      }
    }
    throw last;
  }

  /// Asks one manager, once.
  ///
  /// @throws Refused if it says no
  /// @throws IOException if it does not answer
  static String send(SSLContext tls, HostPort manager, String path, Optional<String> body)
      throws IOException, InterruptedException {
    HttpClient http = client(tls);
    try {
      return send(http, manager, path, body, HostLimits.MEMBERS_ANSWER);
    } finally {
      http.shutdownNow();
    }
  }

  private static String send(
      HttpClient http, HostPort manager, String path, Optional<String> body, Duration atMost)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(manager, path));
    body.ifPresent(text -> request.POST(HttpRequest.BodyPublishers.ofString(text)));
    HttpResponse<String> response =
        answer(http, request, HttpResponse.BodyHandlers.ofString(), atMost);
    if (response.statusCode() != OK) {
      throw new Refused(refusal(response));
    }
    return response.body();
  }

  /// The whole answer: a request's own time-out would end with its first line.
  private static <T> HttpResponse<T> answer(
      HttpClient http,
      HttpRequest.Builder request,
      HttpResponse.BodyHandler<T> handler,
      Duration atMost)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<T>> answer = http.sendAsync(request.build(), handler);
    try {
      return answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no answer in time", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private HttpClient http() {
    SSLContext context = tls.get();
    lock.lock();
    try {
      Kept now = kept;
      if (now == null || now.context != context) {
        if (now != null) {
          now.http.shutdown();
        }
        now = new Kept(context, client(context));
        kept = now;
      }
      return now.http;
    } finally {
      lock.unlock();
    }
  }

  /// Ends all connections.
  @Override
  public void close() {
    lock.lock();
    try {
      Kept now = kept;
      if (now != null) {
        now.http.shutdownNow();
        kept = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private static String refusal(HttpResponse<String> response) {
    try {
      return Json.read(response.body(), ManagerApi.Refusal.class).error();
    } catch (IOException e) {
      return "status " + response.statusCode();
    }
  }

  private static URI uri(HostPort manager, String path) {
    return URI.create("https://" + manager + path);
  }

  private static HttpClient client(SSLContext tls) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT)
        .sslContext(tls)
        .build();
  }

  /// The innermost message that says something.
  static String reason(Throwable error) {
    String text = String.valueOf(error.getMessage());
    for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null) {
        text = cause.getMessage();
      }
    }
    return text.equals("null") ? "cannot be reached" : text;
  }
}
