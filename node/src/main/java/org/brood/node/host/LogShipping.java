package org.brood.node.host;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLSession;
import org.brood.cluster.HostFacts;
import org.brood.cluster.Layout;
import org.brood.cluster.log.LogReceiver;
import org.brood.cluster.log.LogSender;
import org.brood.cluster.trust.ClusterTls;
import org.brood.cluster.trust.Identity;
import org.brood.link.NodeType;
import org.brood.node.config.HostSettings;
import org.brood.spool.RandomId;
import org.brood.telemetry.Meters;
import org.jspecify.annotations.Nullable;

/// The rows of this host's nodes on their way to the logger, and on a host that may log the rows of
/// all.
final class LogShipping implements AutoCloseable {
  /// How long the end of a host waits for its last rows to be on the logger's disk. What is not
  /// stays in the spool.
  private static final Duration LAST_ROWS = Duration.ofSeconds(15);

  /// How long giving up on a logger may take.
  private static final Duration FORGETTING = Duration.ofSeconds(30);

  private final LogSender sender;
  private final LoggerBook book;
  private final @Nullable LogReceiver receiver;
  private final StoreKeeper keeper;

  private LogShipping(
      LogSender sender, LoggerBook book, @Nullable LogReceiver receiver, StoreKeeper keeper) {
    this.sender = sender;
    this.book = book;
    this.receiver = receiver;
    this.keeper = keeper;
  }

  /// A store that rows were sent to.
  ///
  /// @param store its id
  /// @param name of its host
  /// @param batches that it did not answer
  /// @param connected whether it gets what is new
  public record Owed(String store, String name, long batches, boolean connected) {}

  /// Starts to send, and to take what others send if this host may log.
  ///
  /// @param layout asked for where the logger is
  /// @throws IOException if no port is free
  static LogShipping start(
      HostSettings settings,
      StateFolder state,
      ClusterTls tls,
      InetAddress address,
      Supplier<Layout> layout,
      Meters meters,
      PrintStream err,
      InstantSource clock)
      throws IOException {
    StoreKeeper keeper = new StoreKeeper(settings.store(), state.collectorSocket(), err, clock);
    LogReceiver receiver =
        settings.roles().contains(NodeType.LOGGER)
            ? settings
                .ports()
                .open(
                    address,
                    port ->
                        new LogReceiver(
                            tls::context,
                            session -> mayLog(session, tls),
                            new InetSocketAddress(address, port),
                            state.collectorSocket(),
                            keeper::wanted,
                            meters,
                            err::println))
            : null;
    LoggerBook book = new LoggerBook(state.loggers());
    LogSender sender =
        new LogSender(
            state.spools(),
            settings.name(),
            () -> loggers(layout.get()),
            tls::context,
            meters,
            (store, at) -> met(book, store, layout.get(), at, err),
            err::println);
    if (receiver != null) {
      receiver.start();
    }
    sender.start();
    return new LogShipping(sender, book, receiver, keeper);
  }

  /// Where the logger is; after it, other hosts that may have logged before, for batches that they
  /// have not answered.
  private static List<InetSocketAddress> loggers(Layout layout) {
    Optional<HostFacts> logger = layout.loggerHost();
    if (logger.isEmpty()) {
      return List.of();
    }
    List<InetSocketAddress> all = new ArrayList<>();
    all.add(address(logger.get()));
    for (HostFacts host : layout.hosts()) {
      if (host.logPort() > 0 && !host.equals(logger.get())) {
        all.add(address(host));
      }
    }
    return all;
  }

  private static void met(
      LoggerBook book, RandomId store, Layout layout, InetSocketAddress at, PrintStream err) {
    for (HostFacts host : layout.hosts()) {
      if (host.logPort() > 0 && address(host).equals(at)) {
        try {
          book.met(store, host.name());
        } catch (IOException e) {
          err.println("loggers: " + e.getMessage());
        }
      }
    }
  }

  private static InetSocketAddress address(HostFacts host) {
    return new InetSocketAddress(host.address(), host.logPort());
  }

  /// Whoever plays a part may log; who only gives commands, or was revoked, may not.
  private static boolean mayLog(SSLSession session, ClusterTls tls) {
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate certificate
          && Identity.kind(certificate) != Identity.Kind.ADMIN
          && !tls.isRevoked(certificate);
    } catch (IOException e) {
      return false;
    }
  }

  /// To be called every second: ends connections of hosts that were revoked.
  void tick() throws IOException {
    LogReceiver open = receiver;
    if (open != null) {
      open.look();
      keeper.tick(open.connections() > 0);
    }
  }

  /// Whether a logger's engine of this host runs from now on, or may.
  void engine(boolean runs) throws IOException {
    keeper.engine(runs);
  }

  /// Where this host takes rows, 0 if it does not.
  int port() {
    LogReceiver open = receiver;
    return open == null ? 0 : open.port();
  }

  /// The stores that owe an answer, and the one that is connected.
  List<Owed> owed() {
    Map<RandomId, Long> all = new TreeMap<>(sender.waiting());
    Optional<RandomId> connected = sender.connected();
    connected.ifPresent(store -> all.putIfAbsent(store, 0L));
    return all.entrySet().stream()
        .map(one ->
            new Owed(
                one.getKey().toString(),
                book.name(one.getKey()),
                one.getValue(),
                connected.filter(one.getKey()::equals).isPresent()))
        .toList();
  }

  /// Gives up on a store.
  ///
  /// @return how many rows of each path another one gets now
  /// @throws IOException if it could not be done
  Map<String, Long> forget(RandomId store) throws IOException, InterruptedException {
    try {
      return sender.forget(store).get(FORGETTING.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the spools are too busy", e);
    }
  }

  /// The logger may be somewhere else now.
  void layoutChanged() {
    sender.wake();
  }

  /// Waits a while for all rows to be on the logger's disk.
  ///
  /// @return whether they are
  boolean drain() throws InterruptedException {
    return sender.awaitEmpty(LAST_ROWS);
  }

  @Override
  public void close() throws IOException {
    sender.close();
    LogReceiver open = receiver;
    if (open != null) {
      open.close();
    }
    keeper.close();
  }
}
