package org.brood.node.host;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.brood.cluster.HostFacts;
import org.brood.cluster.HostMessage;
import org.brood.cluster.Layout;
import org.brood.cluster.LayoutPlan;
import org.brood.cluster.WantedLayout;
import org.brood.node.config.ConfigException;
import org.brood.node.config.SiteFiles;

/// What a manager knows and decides: who is there, who plays what, and with which configuration.
public final class ManagerDesk {
  private static final int MAX_QUESTIONS = 10_000;

  /// How long hosts may take to find a manager that was started again.
  private static final Duration COME_BACK = Duration.ofMinutes(1);

  /// How messages go out.
  interface Out {
    void tell(String hostId, HostMessage message);

    void tellOthers(HostMessage message);

    void expel(String hostId);

    /// Something new is in force.
    void inForce(Layout layout);
  }

  /// What `check` and `deploy` found.
  ///
  /// @param ok whether every host agreed
  /// @param bundle the configuration's hash
  /// @param warnings of the site's files
  /// @param errors by host, with file and line
  public record Verdict(
      boolean ok,
      String bundle,
      List<String> warnings,
      Map<String, String> errors,
      long generation) {}

  /// How a host was seen last.
  record Seen(HostFacts facts, boolean reachable, HostMessage.Report report, long atMillis) {}

  private final String ownId;
  private final StateFolder state;
  private final BundleStore bundles;
  private final Optional<Path> site;
  private final Map<String, Path> others;
  private final int proxies;
  private final PrintStream err;
  private final InstantSource clock;
  private final Out out;

  private final ReentrantLock lock = new ReentrantLock();
  private final ReentrantLock deploying = new ReentrantLock();
  private final Map<String, HostFacts> hosts = new LinkedHashMap<>();
  private final Set<String> unreachable = new TreeSet<>();

  /// Hosts that were there before this process began, and get some time to come back: their nodes
  /// run meanwhile.
  private final Map<String, HostFacts> expected = new LinkedHashMap<>();

  private final long expectedUntilMillis;
  private final Map<String, HostMessage.Report> reports = new ConcurrentHashMap<>();
  private final Map<String, Long> reported = new ConcurrentHashMap<>();
  private final Map<Long, CompletableFuture<HostMessage.Answer>> asked = new ConcurrentHashMap<>();
  private final AtomicLong questions = new AtomicLong();
  private WantedLayout wanted;
  private Layout layout;

  /// @param site folder of the configuration
  /// @param others files that are elsewhere, by their names in that folder
  ManagerDesk(
      String ownId,
      StateFolder state,
      Optional<Path> site,
      Map<String, Path> others,
      int proxies,
      PrintStream err,
      InstantSource clock,
      Out out)
      throws IOException {
    this.ownId = ownId;
    this.state = state;
    this.bundles = new BundleStore(state.bundles());
    this.site = site;
    this.others = others;
    this.proxies = proxies;
    this.err = err;
    this.clock = clock;
    this.out = out;
    layout = Json.read(state.layout(), Layout.class).orElse(Layout.NONE);
    wanted = wantedBy(layout.bundle());
    layout.hosts().forEach(host -> expected.put(host.id(), host));
    expectedUntilMillis = clock.millis() + COME_BACK.toMillis();
  }

  /// To be called every second: gives up on hosts that did not come back after a restart.
  void tick() {
    lock.lock();
    try {
      if (!expected.isEmpty() && clock.millis() > expectedUntilMillis) {
        expected.clear();
        decide(layout.bundle());
      }
    } finally {
      lock.unlock();
    }
  }

  private WantedLayout wantedBy(String bundle) {
    try {
      return bundle.isEmpty()
          ? new WantedLayout(proxies, List.of())
          : SiteFiles.read(bundles.folder(bundle), proxies).wanted();
    } catch (ConfigException e) {
      return new WantedLayout(proxies, List.of()); // it was read before it came into force
    }
  }

  BundleStore bundles() {
    return bundles;
  }

  Layout layout() {
    lock.lock();
    try {
      return layout;
    } finally {
      lock.unlock();
    }
  }

  void host(HostFacts facts) {
    lock.lock();
    try {
      expected.remove(facts.id());
      if (hosts.put(facts.id(), facts) == null) {
        err.println("host " + facts.name() + " (" + facts.address() + ") is there");
      }
      unreachable.remove(facts.id());
      decide(layout.bundle());
      out.tell(facts.id(), new HostMessage.Assign(ownId, layout));
    } finally {
      lock.unlock();
    }
  }

  void left(String hostId) {
    lock.lock();
    try {
      HostFacts gone = hosts.remove(hostId);
      if (gone != null) {
        err.println("host " + gone.name() + " is gone");
        unreachable.remove(hostId);
        reports.remove(hostId);
        decide(layout.bundle());
      }
    } finally {
      lock.unlock();
    }
  }

  void reachable(String hostId, boolean reachable) {
    lock.lock();
    try {
      if (reachable) {
        unreachable.remove(hostId);
      } else {
        unreachable.add(hostId);
      }
    } finally {
      lock.unlock();
    }
  }

  void report(HostMessage.Report report) {
    reports.put(report.from(), report);
    reported.put(report.from(), clock.millis());
    Layout now = layout();
    if (report.layout() != now.generation()) {
      out.tell(report.from(), new HostMessage.Assign(ownId, now));
    }
  }

  void answer(HostMessage.Answer answer) {
    CompletableFuture<HostMessage.Answer> waiting = asked.remove(answer.id());
    if (waiting != null) {
      waiting.complete(answer);
    }
  }

  /// Decides anew who plays what; what changed is told to everyone. Without the manager's own host
  /// nothing is decided: it is not a member yet.
  private void decide(String bundle) {
    if (!hosts.containsKey(ownId)) {
      return;
    }
    Map<String, HostFacts> present = new LinkedHashMap<>(expected);
    present.putAll(hosts);
    Layout decided = LayoutPlan.decide(wanted, List.copyOf(present.values()), layout);
    Layout next =
        new Layout(
            layout.generation() + 1, bundle, decided.places(), decided.hosts(), decided.owners());
    if (next.sameAs(layout)) {
      return;
    }
    layout = next;
    try {
      Json.write(state.layout(), layout);
    } catch (IOException e) {
      err.println(state.layout() + ": cannot be written: " + e.getMessage());
    }
    out.tellOthers(new HostMessage.Assign(ownId, layout));
    out.inForce(layout);
  }

  /// The hosts and how they were seen last.
  List<Seen> hosts() {
    lock.lock();
    try {
      List<Seen> all = new ArrayList<>();
      for (HostFacts facts : hosts.values()) {
        all.add(
            new Seen(
                facts,
                !unreachable.contains(facts.id()),
                reports.getOrDefault(
                    facts.id(), new HostMessage.Report(facts.id(), 0, Map.of(), Map.of())),
                reported.getOrDefault(facts.id(), 0L)));
      }
      return all;
    } finally {
      lock.unlock();
    }
  }

  /// Asks a host.
  CompletableFuture<HostMessage.Answer> ask(String hostId, List<String> arguments) {
    return ask(hostId, arguments, HostLimits.HOST_ANSWER);
  }

  private CompletableFuture<HostMessage.Answer> ask(
      String hostId, List<String> arguments, Duration atMost) {
    long id = questions.incrementAndGet();
    if (asked.size() >= MAX_QUESTIONS) {
      return CompletableFuture.completedFuture(
          new HostMessage.Answer(hostId, id, false, "too many questions at once"));
    }
    CompletableFuture<HostMessage.Answer> answer = new CompletableFuture<>();
    asked.put(id, answer);
    out.tell(hostId, new HostMessage.Ask(ownId, id, arguments));
    return answer
        .completeOnTimeout(
            new HostMessage.Answer(hostId, id, false, "does not answer"),
            atMost.toMillis(),
            TimeUnit.MILLISECONDS)
        .whenComplete((_, _) -> asked.remove(id));
  }

  /// The site folder as a bundle; without a folder, nothing but what Brood brings.
  private Bundle pack() throws IOException {
    if (site.isPresent()) {
      return Bundle.pack(site.get(), others);
    }
    Path empty = state.root().resolve("no-site");
    Files.createDirectories(empty);
    return Bundle.pack(empty, others);
  }

  /// Puts a host out of the cluster.
  void expel(String hostId) {
    out.expel(hostId);
  }

  /// Has every host compile the site's scripts for every type of node; changes nothing.
  ///
  /// @throws IOException if the folder cannot be read
  Verdict check() throws IOException {
    return checkSite().verdict;
  }

  /// @param wanted by the site's files
  private record Checked(Verdict verdict, WantedLayout wanted) {}

  private Checked checkSite() throws IOException {
    Bundle bundle = pack();
    bundles.put(bundle);
    return check(bundle.hash());
  }

  private Checked check(String hash) {
    SiteFiles files;
    try {
      files = SiteFiles.read(bundles.folder(hash), proxies);
    } catch (ConfigException e) {
      return new Checked(
          new Verdict(
              false, hash, List.of(), Map.of("site", e.getMessage()), layout().generation()),
          new WantedLayout(proxies, List.of()));
    }
    Map<HostFacts, CompletableFuture<HostMessage.Answer>> answers = new LinkedHashMap<>();
    for (Seen seen : hosts()) {
      answers.put(
          seen.facts(),
          ask(seen.facts().id(), List.of(HostAnswers.CHECK, hash), HostLimits.CHECK_ANSWER));
    }
    Map<String, String> errors = new LinkedHashMap<>();
    answers.forEach((host, future) -> {
      HostMessage.Answer answer = future.join();
      if (!answer.ok()) {
        errors.put(host.name(), answer.text());
      }
    });
    return new Checked(
        new Verdict(errors.isEmpty(), hash, files.warnings(), errors, layout().generation()),
        files.wanted());
  }

  /// Checks, and if all agree puts it into force.
  Verdict deploy() throws IOException {
    deploying.lock();
    try {
      return putIntoForce(checkSite());
    } finally {
      deploying.unlock();
    }
  }

  private Verdict putIntoForce(Checked checked) throws IOException {
    Verdict verdict = checked.verdict;
    if (!verdict.ok()) {
      return verdict;
    }
    bundles.inForce(verdict.bundle());
    lock.lock();
    try {
      wanted = checked.wanted;
      decide(verdict.bundle());
      return new Verdict(true, verdict.bundle(), verdict.warnings(), Map.of(), layout.generation());
    } finally {
      lock.unlock();
    }
  }

  /// Goes back to what was in force before.
  ///
  /// @throws IOException if there is nothing to go back to
  Verdict rollback() throws IOException {
    deploying.lock();
    try {
      List<String> history = bundles.history();
      if (history.size() < 2) {
        throw new IOException("there is no configuration to go back to");
      }
      return putIntoForce(check(history.get(history.size() - 2)));
    } finally {
      deploying.unlock();
    }
  }

  /// Files that differ between the site folder and what is in force: `+` new, `-` gone, `~`
  /// changed.
  List<String> diff() throws IOException {
    String inForce = layout().bundle();
    Bundle now = pack();
    if (now.hash().equals(inForce)) {
      return List.of();
    }
    bundles.put(now);
    return BundleDiff.of(
        inForce.isEmpty() ? Optional.empty() : Optional.of(bundles.folder(inForce)),
        bundles.folder(now.hash()));
  }
}
