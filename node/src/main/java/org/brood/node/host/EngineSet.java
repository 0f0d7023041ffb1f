package org.brood.node.host;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.brood.cluster.Layout;
import org.brood.cluster.NodeReport;
import org.brood.cluster.Place;
import org.brood.cluster.trust.StateFiles;
import org.brood.link.NodeType;
import org.brood.node.config.ConfigException;
import org.brood.node.config.HostSettings;
import org.brood.node.config.PortRange;
import org.brood.node.config.SiteFiles;
import org.brood.spool.LogStoreSettings;
import org.brood.telemetry.Meters;

/// The engines of this host: what the layout wants, started, stopped and started again when it
/// changes.
final class EngineSet implements AutoCloseable {
  private static final String JVM_CRASH = "hs_err";

  /// Sources that need no capability.
  private static final String UDP = "udp:";

  private final HostSettings settings;
  private final StateFolder state;
  private final String address;
  private final BundleFetch bundles;
  private final Engine.Starter starter;
  private final LinkServer links;
  private final Meters meters;
  private final PrintStream err;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Running> running = new ConcurrentHashMap<>();
  private final Set<String> stopped = new TreeSet<>();
  private Layout layout = Layout.NONE;

  /// What the logger does with files: as this host's settings say, unless the `zeekctl.cfg` of the
  /// layout's site says otherwise.
  private LogStoreSettings store;

  private List<Place> places = List.of();
  private boolean closed;

  private record Running(Place place, EngineGuard guard) {}

  /// @param address of this host
  /// @param starter how engines are started
  EngineSet(
      HostSettings settings,
      StateFolder state,
      String address,
      BundleFetch bundles,
      Engine.Starter starter,
      LinkServer links,
      Meters meters,
      PrintStream err,
      InstantSource clock)
      throws IOException {
    this.settings = settings;
    this.store = settings.store();
    this.state = state;
    this.address = address;
    this.bundles = bundles;
    this.starter = starter;
    this.links = links;
    this.meters = meters;
    this.err = err;
    this.clock = clock;
    if (Files.exists(state.stopped())) {
      stopped.addAll(Files.readAllLines(state.stopped()));
    }
  }

  /// Plays what a layout wants of this host; waits until what is not wanted any more has ended.
  ///
  /// @throws IOException if the layout's configuration cannot be had; then all stays as it is
  void play(Layout next, String hostId) throws IOException, InterruptedException {
    Path bundle = next.bundle().isEmpty() ? null : bundles.folder(next.bundle());
    lock.lock();
    try {
      if (!next.bundle().equals(layout.bundle())) {
        store = bundle == null ? settings.store() : store(bundle);
      }
      layout = next;
      places = bundle == null ? List.of() : next.of(hostId);
      reconcile();
    } finally {
      lock.unlock();
    }
  }

  private void reconcile() throws InterruptedException {
    if (closed) {
      return;
    }
    Map<String, Place> wanted = new LinkedHashMap<>();
    for (Place place : places) {
      if (!stopped.contains(place.node())) {
        wanted.put(place.node(), place);
      }
    }
    List<Thread> ending = new ArrayList<>();
    for (Map.Entry<String, Running> one : List.copyOf(running.entrySet())) {
      Place place = wanted.get(one.getKey());
      if (place == null || !order(place).equals(one.getValue().guard.order())) {
        running.remove(one.getKey());
        ending.add(Thread.ofVirtual().start(one.getValue().guard::close));
      }
    }
    for (Thread thread : ending) {
      thread.join();
    }
    for (Place place : wanted.values()) {
      if (!running.containsKey(place.node())) {
        EngineGuard guard =
            new EngineGuard(
                place.node(),
                state.engines().resolve(place.node()),
                order(place),
                starter,
                environment(),
                err,
                clock);
        running.put(place.node(), new Running(place, guard));
        guard.start();
      }
    }
  }

  private Engine.Order order(Place place) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of(
            "engine",
            "--node",
            place.node(),
            "--type",
            place.role().word(),
            "--bundle",
            state.bundles().resolve(layout.bundle()).toString(),
            "--address",
            address,
            "--link",
            state.linkSocket().toString(),
            "--spool",
            state.spools().resolve(place.node()).toString(),
            "--spool-bytes",
            Long.toString(settings.spool().bytes()),
            "--spool-full",
            settings.spool().whenFull().name(),
            "--intel",
            state.intel().toString(),
            "--metrics",
            settings.metricsAddress().getHostAddress(),
            "--metrics-ports",
            settings.metricsPorts().first() + "-" + settings.metricsPorts().last()));
    if (place.role() == NodeType.LOGGER) {
      arguments.addAll(
          List.of(
              "--collector",
              state.collectorSocket().toString(),
              "--logs",
              store.folder().toString(),
              "--rotation",
              Long.toString(store.rotationSeconds()),
              "--compress",
              store.archived().name().toLowerCase(Locale.ROOT),
              "--postprocessor",
              store.postprocessor(),
              "--keep-seconds",
              Long.toString(store.keepFor().toSeconds()),
              "--keep-bytes",
              Long.toString(store.keepBytes())));
    }
    boolean live = !place.source().isEmpty();
    if (live) {
      arguments.addAll(
          List.of("--source", place.source(), "--sharing", Integer.toString(place.group())));
      arguments.addAll(List.of("--without", ownPorts(settings)));
    }
    return new Engine.Order(
        new EngineCommand.Wants(
            live, live && !place.source().startsWith(UDP), settings.engineMemory()),
        arguments);
  }

  private LogStoreSettings store(Path bundle) {
    try {
      return SiteFiles.read(bundle, 0).store(settings.store());
    } catch (ConfigException e) {
      return settings.store(); // it was checked before it came into force
    }
  }

  /// The filter that leaves the cluster's own traffic out of the capture.
  static String ownPorts(HostSettings settings) {
    PortRange ports = settings.ports();
    return "not (tcp and (port %d or portrange %d-%d))"
        .formatted(settings.port(), ports.first(), ports.last());
  }

  /// What engine processes find in their environment.
  Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    for (String name : List.of("PATH", "HOME", "TZ", "LANG", "LC_ALL")) {
      String value = System.getenv(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    environment.put("BROOD_CACHE", state.cache().toString());
    return environment;
  }

  /// An engine says that it is ready.
  void ready(String node) {
    Running one = running.get(node);
    if (one != null) {
      one.guard.ready();
    }
  }

  /// Starts, stops or restarts a node of this host, or all if the name is empty. That outlives a
  /// restart of the host.
  void control(String command, String node) throws IOException, InterruptedException {
    lock.lock();
    try {
      List<String> names =
          node.isEmpty() ? places.stream().map(Place::node).toList() : List.of(node);
      if (!command.equals(HostAnswers.START)) {
        stopped.addAll(names);
        reconcile();
      }
      if (!command.equals(HostAnswers.STOP)) {
        stopped.removeAll(names);
        reconcile();
      }
      StateFiles.write(state.stopped(), String.join("\n", stopped) + "\n");
    } finally {
      lock.unlock();
    }
  }

  /// How all nodes of this host do.
  Map<String, NodeReport> reports() {
    Map<String, NodeReport> reports = new TreeMap<>();
    List<Place> now;
    lock.lock();
    try {
      now = places;
    } finally {
      lock.unlock();
    }
    for (Place place : now) {
      Running one = running.get(place.node());
      if (one == null) {
        reports.put(
            place.node(), new NodeReport(place.node(), place.role(), "stopped", 0, 0, 0, Map.of()));
        continue;
      }
      EngineGuard guard = one.guard;
      Map<String, Long> counters = new TreeMap<>(links.counters(place.node()));
      ProcessFigures.of(guard.pid()).addTo(counters);
      counters.put(
          "spool_bytes", meters.value("brood_spool_backlog_bytes{spool=\"" + place.node() + "\"}"));
      reports.put(
          place.node(),
          new NodeReport(
              place.node(),
              place.role(),
              guard.state().name().toLowerCase(Locale.ROOT),
              guard.pid(),
              guard.started(),
              guard.restarts(),
              counters));
    }
    return reports;
  }

  /// Whether all that is wanted runs.
  boolean isWell() {
    return running.values().stream()
        .allMatch(one -> one.guard.state() == EngineGuard.State.RUNNING);
  }

  /// What is known of a node when something is wrong with it: state, last output, crash files.
  List<String> diag(String node, int lines) throws IOException {
    Running one = running.get(node);
    Path folder = state.engines().resolve(node);
    if (one == null && !places.stream().anyMatch(place -> place.node().equals(node))) {
      throw new IOException("this host does not play " + node);
    }
    List<String> all = new ArrayList<>();
    if (one != null) {
      all.add(
          "state %s, pid %d, restarts %d, last exit code %d"
              .formatted(
                  one.guard.state(), one.guard.pid(), one.guard.restarts(), one.guard.lastExit()));
    }
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          if (file.getFileName().toString().startsWith(JVM_CRASH)) {
            Instant at = Files.getLastModifiedTime(file).toInstant();
            all.add("the JVM itself crashed at " + at + ": " + file);
            try (Stream<String> text = Files.lines(file)) {
              text.limit(20).forEach(all::add);
            }
          }
        }
      }
      all.add("last lines of " + folder.resolve(EngineOutput.FILE) + ":");
      all.addAll(EngineOutput.last(folder, lines));
    }
    return all;
  }

  /// Ends all but the logger, who captures first: what they log at the end still finds it.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      closeAll(List.of(NodeType.WORKER));
      closeAll(List.of(NodeType.PROXY, NodeType.MANAGER));
    } finally {
      lock.unlock();
    }
  }

  /// Ends the logger, after the last batches were sent to it.
  void closeLogger() {
    closeAll(List.of(NodeType.LOGGER));
  }

  private void closeAll(List<NodeType> types) {
    List<Thread> ending = new ArrayList<>();
    for (Running one : running.values()) {
      if (types.contains(one.place.role())) {
        ending.add(Thread.ofVirtual().start(one.guard::close));
      }
    }
    try {
      for (Thread thread : ending) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
