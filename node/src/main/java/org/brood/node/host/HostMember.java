package org.brood.node.host;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.brood.capture.linux.Orphans;
import org.brood.cluster.HostFacts;
import org.brood.cluster.HostMessage;
import org.brood.cluster.Layout;
import org.brood.cluster.Membership;
import org.brood.cluster.event.EventRoutes;
import org.brood.cluster.trust.CertificateRequest;
import org.brood.cluster.trust.ClusterTls;
import org.brood.cluster.trust.Revocations;
import org.brood.link.ClusterNode;
import org.brood.link.LinkMessage;
import org.brood.link.NodeType;
import org.brood.node.config.HostPort;
import org.brood.node.config.HostSettings;
import org.jspecify.annotations.Nullable;

/// A host as a member, from the certificate on: it plays its part of the layout with engine
/// processes, sends their rows and events to others, and on a manager has a [ManagerSide].
final class HostMember implements AutoCloseable, Membership.Listener, LinkServer.Listener {
  private static final Duration REPORT = Duration.ofSeconds(1);

  /// Every so many reports a host says again who it is and what its nodes listen to, for the one
  /// time may have gone astray.
  private static final int REPORTS_TO_INTEREST = 5;

  /// Who has this number must look after orphans.
  private static final long INIT = 1;

  private final Surroundings own;
  private final HostSettings settings;
  private final StateFolder state;
  private final PrintStream err;
  private final String id;
  private final ClusterTls tls;
  private final Revocations revocations;
  private final HealthServer health;
  private final InetAddress address;
  private final ManagerClient manager;
  private final LinkServer links;
  private final EngineSet engines;
  private final HostAnswers answers;
  private final LogShipping logs;
  private final EventRoutes routes = new EventRoutes();
  private final Membership membership;
  private final @Nullable ManagerSide managing;
  private volatile Layout layout;
  private volatile long wanted;
  private String complaint = "";
  private String refusal = "";
  private final Orphans orphans = new Orphans();
  private final ExecutorService desk =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("desk").factory());
  private final ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();

  HostMember(
      Surroundings own, String id, ClusterTls tls, Revocations revocations, HealthServer health)
      throws IOException {
    this.own = own;
    settings = own.settings();
    state = own.state();
    err = own.err();
    this.id = id;
    this.tls = tls;
    this.revocations = revocations;
    this.health = health;
    address = OwnAddress.of(settings, state.managers());
    List<HostPort> managers =
        settings.manager() ? List.of(new HostPort("127.0.0.1", settings.port())) : settings.join();
    manager = new ManagerClient(tls::context, managers, state.managers());
    layout = Json.read(state.layout(), Layout.class).orElse(Layout.NONE);
    BundleFetch bundles = new BundleFetch(new BundleStore(state.bundles()), manager);
    links = LinkServer.open(state.linkSocket(), this);
    engines =
        new EngineSet(
            settings,
            state,
            address.getHostAddress(),
            bundles,
            own.starter(),
            links,
            own.meters(),
            err,
            own.clock());
    logs =
        LogShipping.start(
            settings, state, tls, address, () -> layout, own.meters(), err, own.clock());
    answers = new HostAnswers(id, settings, state, bundles, engines, links, logs);
    managing = settings.manager() ? new ManagerSide(own, this) : null;
    membership =
        new Membership(
            new Membership.Settings(
                address.getHostAddress(),
                () -> settings.ports().open(address, port -> port),
                settings.manager(),
                state.identity(),
                state.revoked()),
            facts(),
            this::find,
            this);
  }

  private HostFacts facts() {
    return new HostFacts(
        id,
        settings.name(),
        address.getHostAddress(),
        settings.roles(),
        settings.explicit(),
        settings.sources(),
        Runtime.getRuntime().availableProcessors(),
        settings.workers(),
        logs.port(),
        own.version());
  }

  private Optional<Membership.Known> find() throws InterruptedException {
    try {
      ManagerApi.Members members = manager.members();
      refusal = "";
      revocations.add(members.revoked());
      return members.seeds().isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Membership.Known(
                  members.seeds(), members.incarnation(), Set.copyOf(members.members())));
    } catch (ManagerClient.Refused e) {
      refused(String.valueOf(e.getMessage()));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void refused(String why) {
    if (why.equals(refusal)) {
      return;
    }
    refusal = why;
    err.println("the manager refuses this host: " + why);
    if (why.equals(ManagerApi.REVOKED)) {
      err.println(
          "its nodes are stopped; with an empty state folder and a new token it may join as another"
              + " host");
      play(Layout.NONE);
    }
  }

  /// Plays its part until the process shall end.
  void run() throws IOException, InterruptedException {
    if (layout.generation() > 0) {
      play(layout);
    }
    if (managing != null) {
      managing.start();
    }
    membership.start();
    for (int i = 0; !own.stop().await(REPORT.toMillis(), TimeUnit.MILLISECONDS); i++) {
      if (i % REPORTS_TO_INTEREST == 0) {
        membership.announce();
        membership.tellOthers(interest());
      }
      health.ready(membership.isMember() && engines.isWell());
      report();
      renew();
      logs.tick();
      if (ProcessHandle.current().pid() == INIT) {
        orphans.visit();
      }
      if (managing != null) {
        managing.tick();
      }
    }
    err.println("stopping");
  }

  private void report() {
    HostMessage.Report report =
        new HostMessage.Report(id, layout.generation(), engines.reports(), counters());
    for (HostFacts host : routes.hosts()) {
      if (host.may(NodeType.MANAGER)) {
        membership.tell(host.id(), report);
      }
    }
  }

  private Map<String, Long> counters() {
    Map<String, Long> all = new TreeMap<>(answers.counters());
    all.put("tls_refused", tls.refused());
    all.put("metrics_port", (long) health.port());
    return all;
  }

  private void renew() throws InterruptedException {
    if (!tls.identity().wantsRenewal(Instant.ofEpochMilli(own.clock().millis()))) {
      return;
    }
    try {
      if (settings.manager()) {
        ManagerSide.certify(own, id);
        return;
      }
      CertificateRequest request = CertificateRequest.create(id);
      ManagerApi.Joined answer = manager.renew(request.pem());
      request.answered(answer.chain(), answer.root()).write(state.identity());
      err.println("the certificate was renewed");
    } catch (IOException e) {
      health.note("certificate: " + ManagerClient.reason(e));
    }
  }

  /// Has the engines play what a layout wants of this host; may be called from any thread.
  void play(Layout next) {
    desk.execute(() -> {
      try {
        boolean logger = next.of(id).stream().anyMatch(one -> one.role() == NodeType.LOGGER);
        if (logger) {
          logs.engine(true);
        }
        if (managing != null) {
          managing.keepFeeds(next);
        }
        engines.play(next, id);
        layout = next;
        logs.engine(logger);
        logs.layoutChanged();
        if (managing == null) {
          Json.write(state.layout(), next); // a manager's desk keeps its own
        }
        complaint = "";
      } catch (IOException e) {
        wanted = 0; // it is told again
        String why = "cannot play what the manager wants: " + ManagerClient.reason(e);
        if (!why.equals(complaint)) {
          complaint = why;
          err.println(why);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }

  String id() {
    return id;
  }

  ClusterTls tls() {
    return tls;
  }

  Revocations revocations() {
    return revocations;
  }

  /// The address by which others reach this host.
  InetAddress address() {
    return address;
  }

  ManagerClient client() {
    return manager;
  }

  Membership membership() {
    return membership;
  }

  /// Tells the engines of this host which nodes run, here and elsewhere.
  private void tellNodes() {
    List<ClusterNode> all = new ArrayList<>(links.running());
    for (ClusterNode node : routes.nodes()) {
      if (all.stream().noneMatch(one -> one.name().equals(node.name()))) {
        all.add(node);
      }
    }
    links.nodes(all);
  }

  private HostMessage.Interest interest() {
    return new HostMessage.Interest(id, links.running(), links.interest());
  }

  // ---- what other hosts say

  @Override
  public void host(HostFacts facts) {
    routes.host(facts);
    if (!facts.id().equals(id)) {
      membership.tell(facts.id(), interest());
    }
    if (managing != null) {
      managing.desk().host(facts);
    }
    tellNodes();
  }

  @Override
  public void left(String hostId) {
    routes.left(hostId);
    if (managing != null) {
      managing.desk().left(hostId);
    }
    tellNodes();
  }

  @Override
  public void reachable(String hostId, boolean reachable) {
    if (managing != null) {
      managing.desk().reachable(hostId, reachable);
    }
  }

  @Override
  public void said(HostMessage message) {
    switch (message) {
      case HostMessage.Facts _ -> {
        // Membership makes a host of it.
      }
      case HostMessage.Report report -> {
        if (managing != null) {
          managing.desk().report(report);
        }
      }
      case HostMessage.Assign(String _, Layout next) -> {
        if (next.generation() != wanted) {
          wanted = next.generation();
          play(next);
        }
      }
      case HostMessage.Interest(String from, List<ClusterNode> nodes, Set<String> prefixes) -> {
        routes.interest(from, nodes, prefixes);
        tellNodes();
      }
      case HostMessage.Event(String _, String node, String topic, byte[] payload) ->
          links.deliver(new LinkMessage.Event(node, topic, payload));
      case HostMessage.Ask ask ->
          answering.execute(() -> membership.tell(ask.from(), answers.answer(ask)));
      case HostMessage.Answer answer -> {
        if (managing != null) {
          managing.desk().answer(answer);
        }
      }
    }
  }

  @Override
  public void note(String text) {
    err.println(text);
  }

  // ---- what the own engines say

  @Override
  public void ready(String node) {
    engines.ready(node);
  }

  @Override
  public void changed() {
    membership.tellOthers(interest());
    tellNodes();
  }

  @Override
  public void published(LinkMessage.Event event) {
    for (String host : routes.interested(event.topic())) {
      if (!host.equals(id)) {
        membership.tell(
            host, new HostMessage.Event(id, event.node(), event.topic(), event.payload()));
      }
    }
  }

  /// Ends the engines, delivers their last rows, leaves the cluster.
  @Override
  public void close() throws IOException {
    engines.close();
    try {
      if (!logs.drain()) {
        err.println("some rows are not with the logger: they stay in the spool");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    engines.closeLogger();
    if (managing != null) {
      managing.close();
    }
    membership.close();
    manager.close();
    logs.close();
    links.close();
    desk.shutdownNow();
    answering.shutdownNow();
  }
}
