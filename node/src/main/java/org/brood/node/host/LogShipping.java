package org.brood.node.host;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.brood.cluster.HostFacts;
import org.brood.cluster.Layout;
import org.brood.cluster.log.LogReceiver;
import org.brood.cluster.log.LogSender;
import org.brood.cluster.trust.ClusterTls;
import org.brood.cluster.trust.Identity;
import org.brood.link.NodeType;
import org.brood.node.config.HostSettings;
import org.brood.telemetry.Meters;
import org.jspecify.annotations.Nullable;

/// The rows of this host's nodes on their way to the logger, and on a host that may log the rows of
/// all.
final class LogShipping implements AutoCloseable {
  /// How long the end of a host waits for its last rows to be on the logger's disk. What is not
  /// stays in the spool.
  private static final Duration LAST_ROWS = Duration.ofSeconds(15);

  private final LogSender sender;
  private final @Nullable LogReceiver receiver;

  private LogShipping(LogSender sender, @Nullable LogReceiver receiver) {
    this.sender = sender;
    this.receiver = receiver;
  }

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
      PrintStream err)
      throws IOException {
    LogReceiver receiver =
        settings.roles().contains(NodeType.LOGGER)
            ? settings
                .ports()
                .open(
                    address,
                    port ->
                        new LogReceiver(
                            tls::context,
                            LogShipping::isHost,
                            new InetSocketAddress(address, port),
                            state.collectorSocket(),
                            meters,
                            err::println))
            : null;
    LogSender sender =
        new LogSender(
            state.spools(),
            settings.name(),
            () -> loggers(layout.get()),
            tls::context,
            meters,
            err::println);
    if (receiver != null) {
      receiver.start();
    }
    sender.start();
    return new LogShipping(sender, receiver);
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

  private static InetSocketAddress address(HostFacts host) {
    return new InetSocketAddress(host.address(), host.logPort());
  }

  /// Whoever plays a part may log; who only gives commands may not.
  private static boolean isHost(SSLSession session) {
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate certificate
          && Identity.kind(certificate) != Identity.Kind.ADMIN;
    } catch (SSLPeerUnverifiedException e) {
      return false;
    }
  }

  /// Where this host takes rows, 0 if it does not.
  int port() {
    LogReceiver open = receiver;
    return open == null ? 0 : open.port();
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
  }
}
