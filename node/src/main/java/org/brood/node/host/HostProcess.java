package org.brood.node.host;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileLock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.brood.cluster.trust.ClusterTls;
import org.brood.cluster.trust.Identity;
import org.brood.cluster.trust.Revocations;
import org.brood.node.config.HostSettings;
import org.brood.telemetry.Meters;

/// One host of the cluster: it gets a certificate, then is a [HostMember] until it shall end.
public final class HostProcess {
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final Surroundings own;
  private final HostSettings settings;
  private final StateFolder state;
  private final PrintStream err;
  private final CountDownLatch stop = new CountDownLatch(1);

  /// @param starter how engines are started
  /// @param err where the host process says what happens: in a container its log
  public HostProcess(
      HostSettings settings, Engine.Starter starter, String version, PrintStream err) {
    this.settings = settings;
    this.state = new StateFolder(settings.state());
    this.err = err;
    own =
        new Surroundings(
            settings, state, starter, version, new Meters(), err, InstantSource.system(), stop);
  }

  /// Asks the process to end; may be called from any thread.
  public void stop() {
    stop.countDown();
  }

  /// Runs until [#stop].
  ///
  /// @return the exit code
  public int run() throws InterruptedException {
    try {
      state.make();
      try (FileLock _ = state.lock()) {
        serve();
      }
      return 0;
    } catch (IOException e) {
      err.println("brood: " + ManagerClient.reason(e));
      return 1;
    }
  }

  private void serve() throws IOException, InterruptedException {
    String id = state.hostId();
    Revocations revocations = new Revocations(state.revoked());
    try (HealthServer health =
        HealthServer.open(
            settings.metricsAddress(),
            settings.metricsPorts(),
            state.metricsPort(),
            own.meters())) {
      if (settings.manager()) {
        ManagerSide.certify(own, id);
      } else if (!becomeNode(id)) {
        return;
      }
      ClusterTls tls = ClusterTls.open(state.identity(), revocations);
      try (HostMember member = new HostMember(own, id, tls, revocations, health)) {
        member.run();
      }
    }
  }

  /// Waits for a certificate, saying what for.
  ///
  /// @return false if the process shall end before there is one
  private boolean becomeNode(String id) throws InterruptedException {
    Joining joining = new Joining(settings, state, id);
    String said = "";
    while (!Identity.exists(state.identity())) {
      Optional<String> why = joining.attempt();
      if (why.isPresent() && !why.get().equals(said)) {
        said = why.get();
        err.println(said);
      }
      if (why.isPresent() && stop.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return true;
  }
}
