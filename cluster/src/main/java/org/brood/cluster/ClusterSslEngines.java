package org.brood.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.remote.artery.tcp.SSLEngineProvider;
import org.brood.cluster.trust.ClusterTls;
import org.brood.cluster.trust.Revocations;
import scala.Option;

/// The TLS of Pekko's connections: that of all others, so that a revoked host is out here too.
/// Found by Pekko under its name in the configuration.
public final class ClusterSslEngines implements SSLEngineProvider {
  static final String IDENTITY = "brood.identity";
  static final String REVOKED = "brood.revoked";

  private final ClusterTls tls;

  /// Called by Pekko.
  public ClusterSslEngines(ActorSystem system) {
    try {
      tls =
          ClusterTls.open(
              Path.of(system.settings().config().getString(IDENTITY)),
              new Revocations(Path.of(system.settings().config().getString(REVOKED))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public SSLEngine createServerSSLEngine(String hostname, int port) {
    return tls.engine(hostname, port, false);
  }

  @Override
  public SSLEngine createClientSSLEngine(String hostname, int port) {
    return tls.engine(hostname, port, true);
  }

  @Override
  public Option<Throwable> verifyClientSession(String hostname, SSLSession session) {
    return Option.empty();
  }

  @Override
  public Option<Throwable> verifyServerSession(String hostname, SSLSession session) {
    return Option.empty();
  }
}
