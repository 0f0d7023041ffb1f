package org.brood.node.host;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.brood.capture.linux.Orphans;
import org.brood.cluster.HostFacts;
import org.brood.cluster.HostMessage;
import org.brood.cluster.Layout;
import org.brood.cluster.Membership;
import org.brood.cluster.event.EventRoutes;
import org.brood.cluster.trust.Authority;
import org.brood.cluster.trust.CertificateRequest;
import org.brood.cluster.trust.ClusterTls;
import org.brood.cluster.trust.Identity;
import org.brood.cluster.trust.Revocations;
import org.brood.cluster.trust.StateFiles;
import org.brood.cluster.trust.TokenBook;
import org.brood.link.ClusterNode;
import org.brood.link.LinkMessage;
import org.brood.link.NodeType;
import org.brood.node.config.HostPort;
import org.brood.node.config.HostSettings;
import org.brood.telemetry.Meters;
import org.jspecify.annotations.Nullable;

/// One host of the cluster: it gets a certificate, becomes a member, plays its part of the layout
/// with engine processes, and on a manager decides that layout.
public final class HostProcess {
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration REPORT = Duration.ofSeconds(1);

  /// Every so many reports a host says again who it is and what its nodes listen to, for the one
  /// time may have gone astray.
  private static final int REPORTS_TO_INTEREST = 5;

  private static final Duration SHARED_LIFE = Duration.ofHours(1);
  private static final int SHARED_USES = 1000;

  /// Who has this number must look after orphans.
  private static final long INIT = 1;

  private final HostSettings settings;
  private final StateFolder state;
  private final Engine.Starter starter;
  private final PrintStream err;
  private final InstantSource clock = InstantSource.system();
  private final String version;
  private final Meters meters = new Meters();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final ExecutorService desk =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("desk").factory());
  private final ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();

  /// @param starter how engines are started
  /// @param err where the host process says what happens: in a container its log
  public HostProcess(
      HostSettings settings, Engine.Starter starter, String version, PrintStream err) {
    this.settings = settings;
    this.starter = starter;
    this.state = new StateFolder(settings.state());
    this.version = version;
    this.err = err;
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
    } finally {
      desk.shutdownNow();
      answering.shutdownNow();
    }
  }

  private void serve() throws IOException, InterruptedException {
    String id = state.hostId();
    Revocations revocations = new Revocations(state.revoked());
    try (HealthServer health =
        HealthServer.open(
            settings.metricsAddress(), settings.metricsPorts(), state.metricsPort(), meters)) {
      if (settings.manager()) {
        becomeManager(id);
      } else if (!becomeNode(id)) {
        return;
      }
      ClusterTls tls = ClusterTls.open(state.identity(), revocations);
      try (Member member = new Member(id, tls, revocations, health)) {
        member.run();
      }
    }
  }

  private void becomeManager(String id) throws IOException {
    Instant now = Instant.ofEpochMilli(clock.millis());
    Authority authority =
        Authority.exists(state.authority())
            ? Authority.read(state.authority())
            : Authority.create(state.authority(), now);
    if (!Identity.exists(state.identity()) || Identity.read(state.identity()).wantsRenewal(now)) {
      authority.identity(id, Identity.Kind.MANAGER, now).write(state.identity());
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

  /// The address by which others reach this host: that of the way to a manager, or of the default
  /// route.
  private InetAddress ownAddress() throws IOException {
    if (!settings.address().isEmpty()) {
      return InetAddress.getByName(settings.address());
    }
    List<HostPort> managers =
        settings.manager() ? List.of() : ManagerClient.known(settings.join(), state.managers());
    for (HostPort manager : managers) {
      InetSocketAddress there = new InetSocketAddress(manager.host(), manager.port());
      if (!there.isUnresolved()) {
        Optional<InetAddress> own = wayTo(there);
        if (own.isPresent()) {
          return own.get();
        }
      }
    }
    // Any address beyond the default route will do: no packet is sent.
    return wayTo(new InetSocketAddress("192.0.2.1", 9)).orElse(InetAddress.getLoopbackAddress());
  }

  private static Optional<InetAddress> wayTo(InetSocketAddress there) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(there);
      InetAddress own = socket.getLocalAddress();
      return own.isAnyLocalAddress() ? Optional.empty() : Optional.of(own);
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /// The host as a member, from the certificate on.
  private final class Member implements AutoCloseable, Membership.Listener, LinkServer.Listener {
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
    private final Orphans orphans = new Orphans();

    Member(String id, ClusterTls tls, Revocations revocations, HealthServer health)
        throws IOException {
      this.id = id;
      this.tls = tls;
      this.revocations = revocations;
      this.health = health;
      address = ownAddress();
      List<HostPort> managers =
          settings.manager()
              ? List.of(new HostPort("127.0.0.1", settings.port()))
              : settings.join();
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
              starter,
              links,
              meters,
              err,
              clock);
      logs = LogShipping.start(settings, state, tls, address, () -> layout, meters, err);
      answers = new HostAnswers(id, settings, state, bundles, engines, links, logs);
      managing = settings.manager() ? new ManagerSide(this) : null;
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
          version);
    }

    private Optional<Membership.Known> find() throws InterruptedException {
      try {
        ManagerApi.Members members = manager.members();
        revocations.add(members.revoked());
        return members.seeds().isEmpty()
            ? Optional.empty()
            : Optional.of(new Membership.Known(members.seeds(), members.incarnation()));
      } catch (ManagerClient.Refused e) {
        err.println("the manager refuses this host: " + e.getMessage());
        return Optional.empty();
      } catch (IOException e) {
        return Optional.empty();
      }
    }

    void run() throws IOException, InterruptedException {
      if (layout.generation() > 0) {
        play(layout);
      }
      if (managing != null) {
        managing.start();
      }
      membership.start();
      for (int i = 0; !stop.await(REPORT.toMillis(), TimeUnit.MILLISECONDS); i++) {
        if (i % REPORTS_TO_INTEREST == 0) {
          membership.announce();
          membership.tellOthers(interest());
        }
        health.ready(membership.isMember() && engines.isWell());
        report();
        renew();
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
      if (!tls.identity().wantsRenewal(Instant.ofEpochMilli(clock.millis()))) {
        return;
      }
      try {
        if (settings.manager()) {
          becomeManager(id);
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

    private void play(Layout next) {
      desk.execute(() -> {
        try {
          engines.play(next, id);
          layout = next;
          logs.layoutChanged();
          Json.write(state.layout(), next);
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
        managing.desk.host(facts);
      }
      tellNodes();
    }

    @Override
    public void left(String hostId) {
      routes.left(hostId);
      if (managing != null) {
        managing.desk.left(hostId);
      }
      tellNodes();
    }

    @Override
    public void reachable(String hostId, boolean reachable) {
      if (managing != null) {
        managing.desk.reachable(hostId, reachable);
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
            managing.desk.report(report);
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
            managing.desk.answer(answer);
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
      logs.close();
      links.close();
    }
  }

  /// What only a manager has.
  private final class ManagerSide implements AutoCloseable, ManagerDesk.Out {
    private final Member member;
    private final ManagerDesk desk;
    private final Authority authority;
    private final TokenBook tokens;
    private final ControlDesk control;
    private @Nullable ControlServer server;
    private Instant sharedUntil = Instant.MIN;

    ManagerSide(Member member) throws IOException {
      this.member = member;
      desk =
          new ManagerDesk(member.id, state, settings.site(), settings.proxies(), err, clock, this);
      authority = Authority.read(state.authority());
      tokens = new TokenBook(state.tokens());
      control =
          new ControlDesk(
              desk, authority, tokens, member.revocations, EngineSet.ownPorts(settings), clock);
    }

    private String where() {
      return new HostPort(member.address.getHostAddress(), settings.port()).toString();
    }

    private ManagerApi.Members members() throws IOException {
      Optional<Membership.Known> known = member.membership.known();
      return new ManagerApi.Members(
          known.map(Membership.Known::seeds).orElse(List.of()),
          known.map(Membership.Known::incarnation).orElse(""),
          List.of(where()),
          List.copyOf(member.revocations.ids()));
    }

    void start() throws IOException {
      server =
          ControlServer.open(
              settings.port(),
              member.tls,
              authority,
              tokens,
              desk,
              control,
              this::members,
              err,
              clock);
      member.manager.remember(List.of(new HostPort("127.0.0.1", settings.port()).toString()));
      err.println("manager at " + where() + ", waiting for hosts");
      answering.execute(this::deployFirst);
    }

    /// The site as it stands is put into force if nothing is yet, and tried again until something
    /// is: a host may have been too busy to answer, or somebody mends the folder.
    private void deployFirst() {
      Duration pause = HostLimits.FIRST_DEPLOY_PAUSE;
      String said = "";
      try {
        while (desk.hosts().isEmpty()) {
          if (stop.await(LOOK.toMillis() / 10, TimeUnit.MILLISECONDS)) {
            return;
          }
        }
        while (desk.layout().bundle().isEmpty()) {
          String result = tryDeploy();
          if (!result.equals(said)) {
            said = result;
            err.println(result);
          }
          if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
          }
          Duration doubled = pause.multipliedBy(2);
          pause =
              doubled.compareTo(HostLimits.LONGEST_DEPLOY_PAUSE) > 0
                  ? HostLimits.LONGEST_DEPLOY_PAUSE
                  : doubled;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /// @return what to say of it
    private String tryDeploy() {
      try {
        ManagerDesk.Verdict verdict = desk.deploy();
        List<String> lines = new ArrayList<>(verdict.warnings());
        verdict.errors().forEach((host, text) -> lines.add(host + ": " + text));
        lines.add(
            verdict.ok()
                ? "configuration " + verdict.bundle().substring(0, 12) + " is in force"
                : "nothing is in force: mend the site folder, then deploy");
        return String.join("\n", lines);
      } catch (IOException e) {
        return "nothing is in force: " + ManagerClient.reason(e);
      }
    }

    /// Gives up on hosts that stay away, and keeps a good token in the folder that nodes of this
    /// machine share.
    void tick() throws IOException {
      desk.tick();
      if (settings.share().isEmpty()) {
        return;
      }
      Instant now = Instant.ofEpochMilli(clock.millis());
      if (now.isAfter(sharedUntil)) {
        Path folder = settings.share().get();
        Files.createDirectories(folder);
        StateFiles.write(
            folder.resolve(Joining.TOKEN_FILE),
            control.token(SHARED_USES, SHARED_LIFE, Identity.Kind.NODE) + "\n");
        StateFiles.write(folder.resolve(Joining.MANAGER_FILE), where() + "\n");
        sharedUntil = now.plus(SHARED_LIFE.dividedBy(2));
      }
    }

    @Override
    public void tell(String hostId, HostMessage message) {
      member.membership.tell(hostId, message);
    }

    @Override
    public void tellOthers(HostMessage message) {
      member.membership.tellOthers(message);
    }

    @Override
    public void expel(String hostId) {
      member.membership.expel(hostId);
    }

    @Override
    public void inForce(Layout next) {
      member.play(next);
    }

    @Override
    public void close() {
      ControlServer open = server;
      if (open != null) {
        open.close();
      }
    }
  }
}
