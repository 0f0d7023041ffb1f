package org.brood.node.host;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.brood.cluster.trust.Authority;
import org.brood.cluster.trust.ClusterTls;
import org.brood.cluster.trust.Identity;
import org.brood.cluster.trust.Token;
import org.brood.cluster.trust.TokenBook;

/// A manager's door: joining, renewing, bundles and control, over HTTPS with client certificates
/// for all but joining.
final class ControlServer implements AutoCloseable {
  private static final int BACKLOG = 100;
  private static final int MAX_AT_ONCE = 200;
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int TOO_LARGE = 413;
  private static final int UNAVAILABLE = 503;
  private static final long REFUSAL_MILLIS = 1_000;
  private static final long SAME_REFUSAL_MILLIS = 60_000;
  private static final String HOST_ID = "[0-9a-f]{16}";

  /// Says who the members are.
  interface MembersSource {
    ManagerApi.Members get() throws IOException;
  }

  private final HttpsServer server;
  private final ExecutorService threads;
  private final ClusterTls tls;
  private final Authority authority;
  private final TokenBook tokens;
  private final ManagerDesk desk;
  private final ControlDesk control;
  private final MembersSource members;
  private final PrintStream err;
  private final InstantSource clock;
  private final Semaphore atOnce = new Semaphore(MAX_AT_ONCE);
  private final LongAdder refusals = new LongAdder();
  private final ReentrantLock saying = new ReentrantLock();
  private Refused said = new Refused("", 0);

  private ControlServer(
      HttpsServer server,
      ClusterTls tls,
      Authority authority,
      TokenBook tokens,
      ManagerDesk desk,
      ControlDesk control,
      MembersSource members,
      PrintStream err,
      InstantSource clock) {
    this.server = server;
    this.tls = tls;
    this.authority = authority;
    this.tokens = tokens;
    this.desk = desk;
    this.control = control;
    this.members = members;
    this.err = err;
    this.clock = clock;
    threads = Executors.newVirtualThreadPerTaskExecutor();
  }

  /// Listens on all addresses.
  ///
  /// @throws IOException if the port is taken
  static ControlServer open(
      int port,
      ClusterTls tls,
      Authority authority,
      TokenBook tokens,
      ManagerDesk desk,
      ControlDesk control,
      MembersSource members,
      PrintStream err,
      InstantSource clock)
      throws IOException {
    HttpsServer server;
    try {
      server = HttpsServer.create(new InetSocketAddress(port), BACKLOG);
    } catch (IOException e) {
      throw new IOException(
          "port %d is taken: %s (BROOD_PORT is another)".formatted(port, e.getMessage()), e);
    }
    ControlServer made =
        new ControlServer(server, tls, authority, tokens, desk, control, members, err, clock);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls.doorContext()) {
          @Override
          public void configure(HttpsParameters parameters) {
            parameters.setSSLParameters(ClusterTls.parametersForJoining());
          }
        });
    server.setExecutor(made.threads);
    server.createContext("/", made::handle);
    server.start();
    return made;
  }

  /// What was said last of somebody who was refused.
  private record Refused(String text, long atMillis) {}

  /// An answer.
  private record Reply(int status, byte[] body) {
    static Reply ok(Object json) {
      return new Reply(OK, Json.text(json).getBytes(StandardCharsets.UTF_8));
    }

    static Reply no(int status, String why) {
      return new Reply(
          status, Json.text(new ManagerApi.Refusal(why)).getBytes(StandardCharsets.UTF_8));
    }
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      Reply reply;
      if (!atOnce.tryAcquire()) {
        reply = Reply.no(UNAVAILABLE, "too many requests at once");
      } else {
        try {
          reply = reply(exchange);
        } finally {
          atOnce.release();
        }
      }
      if (reply.status == FORBIDDEN) {
        refused(exchange, reply);
      }
      exchange.sendResponseHeaders(reply.status, reply.body.length);
      exchange.getResponseBody().write(reply.body);
    } catch (IOException e) {
      return; // who asked is gone
    }
  }

  /// Counts, and says so: at most once a second, and the same again after a minute, for whoever is
  /// refused may come again and again.
  private void refused(HttpExchange exchange, Reply reply) {
    refusals.increment();
    String text =
        "refused %s: %s"
            .formatted(
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                new String(reply.body, StandardCharsets.UTF_8));
    long now = clock.millis();
    saying.lock();
    try {
      long silent = text.equals(said.text) ? SAME_REFUSAL_MILLIS : REFUSAL_MILLIS;
      if (now - said.atMillis >= silent) {
        said = new Refused(text, now);
        err.println(text);
      }
    } finally {
      saying.unlock();
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readNBytes(HostLimits.MAX_REQUEST + 1);
    if (body.length > HostLimits.MAX_REQUEST) {
      return Reply.no(TOO_LARGE, "a request of more than " + HostLimits.MAX_REQUEST + " bytes");
    }
    String text = new String(body, StandardCharsets.UTF_8);
    try {
      if (path.equals(ManagerApi.JOIN)) {
        return join(Json.read(text, ManagerApi.Join.class));
      }
      Optional<X509Certificate> peer = peer(exchange);
      if (peer.isEmpty()) {
        return Reply.no(FORBIDDEN, "a certificate of this cluster is needed");
      }
      if (tls.isRevoked(peer.get())) {
        return Reply.no(FORBIDDEN, ManagerApi.REVOKED);
      }
      if (path.equals(ManagerApi.MEMBERS)) {
        return Reply.ok(members.get());
      }
      if (path.startsWith(ManagerApi.BUNDLE)) {
        return desk.bundles()
            .bytes(path.substring(ManagerApi.BUNDLE.length()))
            .map(bytes -> new Reply(OK, bytes))
            .orElseGet(() -> Reply.no(NOT_FOUND, "there is no such bundle"));
      }
      return switch (path) {
        case ManagerApi.RENEW -> renew(Json.read(text, ManagerApi.Renew.class), peer.get());
        case ManagerApi.CONTROL -> control(Json.read(text, ManagerApi.Control.class), peer.get());
        default -> Reply.no(NOT_FOUND, "there is no " + path);
      };
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      return Reply.no(BAD_REQUEST, "a request that makes no sense");
    }
  }

  private static Optional<X509Certificate> peer(HttpExchange exchange) {
    try {
      return ((HttpsExchange) exchange).getSSLSession().getPeerCertificates()[0]
              instanceof X509Certificate certificate
          ? Optional.of(certificate)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  private Reply join(ManagerApi.Join join) throws IOException {
    Optional<Token> token = Token.parse(join.token());
    if (token.isEmpty() || !join.hostId().matches(HOST_ID)) {
      return Reply.no(FORBIDDEN, "that is no token");
    }
    if (tls.isRevoked(join.hostId())) {
      return Reply.no(FORBIDDEN, ManagerApi.REVOKED);
    }
    Instant now = Instant.ofEpochMilli(clock.millis());
    TokenBook.Use use = tokens.use(token.get(), now);
    return switch (use.verdict()) {
      case GOOD -> {
        err.println("host " + join.name() + " gets a certificate, id " + join.hostId());
        yield Reply.ok(
            new ManagerApi.Joined(
                authority.issue(join.request(), join.hostId(), use.kind(), now),
                authority.rootPem()));
      }
      case UNKNOWN -> Reply.no(FORBIDDEN, "the token is unknown");
      case USED_UP -> Reply.no(FORBIDDEN, "the token was used already");
      case EXPIRED -> Reply.no(FORBIDDEN, "the token has expired");
    };
  }

  private Reply renew(ManagerApi.Renew renew, X509Certificate peer) throws IOException {
    Identity.Kind kind = Identity.kind(peer);
    if (kind == Identity.Kind.MANAGER) {
      return Reply.no(FORBIDDEN, "a manager renews its own certificate");
    }
    return Reply.ok(
        new ManagerApi.Joined(
            authority.issue(
                renew.request(), Identity.nodeId(peer), kind, Instant.ofEpochMilli(clock.millis())),
            authority.rootPem()));
  }

  private Reply control(ManagerApi.Control request, X509Certificate peer) {
    String command = request.arguments().isEmpty() ? "" : request.arguments().getFirst();
    if (Identity.kind(peer) == Identity.Kind.NODE && !ControlDesk.READING.contains(command)) {
      return Reply.no(FORBIDDEN, "this host's certificate does not allow " + command);
    }
    return Reply.ok(control.run(request.arguments()));
  }

  /// Requests that were refused, those without a good certificate included.
  long refused() {
    return refusals.sum() + tls.refused();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
