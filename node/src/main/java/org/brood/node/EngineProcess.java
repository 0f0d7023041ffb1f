package org.brood.node;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.brood.bif.PcapFunctions;
import org.brood.capture.CaptureException;
import org.brood.capture.linux.FilteredSource;
import org.brood.decode.UidGenerator;
import org.brood.event.Events;
import org.brood.event.Inbox;
import org.brood.link.ClusterNode;
import org.brood.link.HostLink;
import org.brood.link.LinkMessage;
import org.brood.link.NodeType;
import org.brood.node.config.ConfigException;
import org.brood.node.config.IntelFeeds;
import org.brood.node.config.LocalNetworks;
import org.brood.node.host.EngineCommand;
import org.brood.node.host.HealthServer;
import org.brood.script.codegen.CompiledProgram;
import org.brood.script.load.Environment;
import org.brood.script.load.LoadRequest;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.StopRequested;
import org.brood.script.source.Diagnostic;
import org.brood.script.source.DiagnosticRenderer;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.ScriptPath;
import org.brood.script.value.Describe;
import org.brood.script.value.Str;
import org.brood.spool.Compression;
import org.brood.spool.LogArchive;
import org.brood.spool.LogCollector;
import org.brood.spool.LogStore;
import org.brood.spool.LogStoreSettings;
import org.brood.spool.SpoolLimits;
import org.brood.spool.SpoolLogWriters;
import org.brood.spool.SpoolWriter;
import org.brood.telemetry.Meters;
import org.brood.worker.Worker;
import picocli.CommandLine;

/// An engine: one node of a cluster, usually a process, guarded by the host process that started
/// it. It knows nothing of other hosts: events go over the host's socket, rows into a spool.
final class EngineProcess {
  private static final String FANOUT_ID = "AF_Packet::fanout_id";
  private static final int MAX_FANOUT_ID = 0xffff;
  private static final int ID_BYTES = 8;
  private static final long COUNT_MILLIS = 1000;
  private static final long ANSWER_SECONDS = 8;
  private static final String PRINT = "print";

  private final EngineOptions options;
  private final PrintStream out;
  private final PrintStream err;
  private final Meters meters = new Meters();
  private final InstantSource clock = InstantSource.system();
  private final Path folder;
  private final StopSignal stop;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CompletableFuture<Instance> running = new CompletableFuture<>();
  private volatile Map<String, Long> counters = Map.of();

  private EngineProcess(
      EngineOptions options, Path folder, StopSignal stop, PrintStream out, PrintStream err) {
    this.options = options;
    this.folder = folder;
    this.stop = stop;
    this.out = out;
    this.err = err;
  }

  /// Runs as the host process's command line says.
  ///
  /// @param folder where it works
  /// @param stop who ends it
  /// @return the exit code
  static int run(
      List<String> arguments, Path folder, StopSignal stop, PrintStream out, PrintStream err) {
    int code = 1;
    try {
      code = runAs(arguments, folder, stop, out, err);
    } finally {
      stop.finished(code);
    }
    return code;
  }

  private static int runAs(
      List<String> arguments, Path folder, StopSignal stop, PrintStream out, PrintStream err) {
    EngineOptions options = new EngineOptions();
    try {
      new CommandLine(options).parseArgs(arguments.toArray(String[]::new));
    } catch (CommandLine.ParameterException e) {
      err.println("engine: " + e.getMessage());
      return 2;
    }
    if (options.check) {
      return check(options, err);
    }
    EngineProcess process = new EngineProcess(options, folder, stop, out, err);
    try {
      return process.run();
    } catch (IOException | ConfigException e) {
      err.println("fatal error: " + e.getMessage());
      return 1;
    } finally {
      process.ended.countDown();
    }
  }

  /// Compiles a bundle for all types of node.
  private static int check(EngineOptions options, PrintStream err) {
    boolean good = true;
    try {
      for (NodeType type : NodeType.values()) {
        good &= program(options, type, err).isPresent();
        if (!good) {
          err.println("that was for a node of type " + type.word());
          return 1;
        }
      }
    } catch (ConfigException e) {
      err.println(e.getMessage());
      return 1;
    }
    return 0;
  }

  private static ScriptPath path(Path bundle) {
    return ScriptPath.parse(bundle + ":" + EngineCommand.scriptPath());
  }

  private static Optional<CompiledProgram.Loaded> program(
      EngineOptions options, NodeType type, PrintStream err) throws ConfigException {
    Path bundle = options.bundle;
    List<String> scripts = new ArrayList<>(List.of("local"));
    String code = LocalNetworks.read(bundle).script();
    if (Files.exists(bundle.resolve(IntelFeeds.FILE))) {
      scripts.add(IntelOptions.SCRIPT);
      code += IntelOptions.code(options.intel);
    }
    String special = "local-" + type.word();
    if (Files.exists(bundle.resolve(special + ".zeek"))
        || Files.exists(bundle.resolve(special + ".bro"))) {
      scripts.add(special);
    }
    Diagnostics diagnostics = new Diagnostics();
    Optional<CompiledProgram.Loaded> program =
        new ScriptBuild(
                new LoadRequest(
                    path(bundle), ScriptBuild.scripts(false, scripts), List.of(), List.of(), code),
                new Environment(
                        System.getenv(), ZeekCommand.VERSION, type == NodeType.WORKER, false)
                    .asNode(type.scriptName()),
                ProgramCache.ofUser())
            .build(diagnostics);
    for (Diagnostic one : diagnostics.all()) {
      err.println(DiagnosticRenderer.rich(one));
    }
    return program;
  }

  private int run() throws IOException, ConfigException {
    Optional<CompiledProgram.Loaded> program = program(options, options.type, err);
    if (program.isEmpty()) {
      return 1;
    }
    byte[] id = new byte[ID_BYTES];
    new SecureRandom().nextBytes(id);
    ClusterNode own =
        new ClusterNode(options.node, options.type, HexFormat.of().formatHex(id), options.address);
    try (HostLink link = HostLink.connect(options.link, own, this::answer, stop::request);
        HealthServer health =
            HealthServer.open(
                InetAddress.getByName(options.metrics),
                options.metricsPorts,
                folder.resolve("metrics.port"),
                meters);
        SpoolWriter spool =
            SpoolWriter.open(
                options.spool,
                SpoolLimits.standard().with(options.spoolBytes, options.spoolFull),
                meters,
                this::waitForRoom)) {
      if (options.collector == null) {
        return play(program.get(), link, spool, health);
      }
      LogStoreSettings settings = storeSettings();
      LogStore store = LogStore.open(settings, clock, meters, err::println);
      try (LogCollector collector =
          new LogCollector(
              store,
              new LogArchive(settings, clock, meters, err::println),
              options.collector,
              meters,
              err::println)) {
        collector.start();
        return play(program.get(), link, spool, health);
      }
    }
  }

  private LogStoreSettings storeSettings() {
    return new LogStoreSettings(
        options.logs,
        ZoneId.systemDefault(),
        options.rotation,
        options.compress,
        Compression.NONE,
        options.postprocessor,
        Duration.ofSeconds(options.keepSeconds),
        options.keepBytes);
  }

  /// Lets the worker wait while its spool is full, but not for ever when it is to end.
  private boolean waitForRoom(long waitedNanos) {
    try {
      return !ended.await(10, TimeUnit.MILLISECONDS) && !stop.isReceived();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private int play(
      CompiledProgram.Loaded program, HostLink link, SpoolWriter spool, HealthServer health) {
    Run.Request request =
        new Run.Request(
            program,
            options.source.isEmpty()
                ? new Run.Input.Traces(List.of())
                : new Run.Input.Interfaces(List.of(options.source)),
            options.without,
            List.of(),
            path(options.bundle),
            false,
            "",
            folder,
            false,
            false,
            false,
            List.of("brood", "engine", options.node),
            UidGenerator.random(),
            (_, _) -> {});
    Instance.Place place =
        new Instance.Place(
            program,
            link,
            request.uids(),
            events -> writers(events, spool),
            !options.source.isEmpty(),
            out,
            err);
    try (Instance instance = new Instance(request, place)) {
      Optional<Worker> worker = instance.build();
      if (worker.isEmpty()) {
        return 1;
      }
      instance.runtime().service(Inbox.class).add(nanos -> spoolWriters(instance).poll(nanos));
      if (options.source.isEmpty()) {
        idle(worker.get(), instance, link, health);
      } else {
        listen(worker.get(), instance, link, health);
      }
      return instance.reporter().hasFatal() ? 1 : instance.exitCode();
    } catch (CaptureException e) {
      err.println("fatal error: " + e.getMessage());
      return 1;
    } catch (StopRequested e) {
      return 0;
    }
  }

  private static SpoolLogWriters spoolWriters(Instance instance) {
    return instance.runtime().service(SpoolLogWriters.class);
  }

  private SpoolLogWriters writers(Events events, SpoolWriter spool) {
    LogWriters files = new LogWriters(events, folder, false, out);
    SpoolLogWriters made =
        new SpoolLogWriters(
            spool, options.node, files::options, files, clock, System::nanoTime, meters);
    events.runtime().provide(SpoolLogWriters.class, made);
    return made;
  }

  /// A node without packets: scripts and what comes from other nodes.
  private void idle(Worker worker, Instance instance, HostLink link, HealthServer health) {
    Runtime rt = instance.runtime();
    worker.wallTime();
    worker.startAtOnce();
    worker.start();
    begun(worker, instance, link, health, List.of());
    stop.then(() -> rt.service(Inbox.class).post(rt::end));
    worker.idle(true);
    rt.program().stop = false;
    worker.finish();
    spoolWriters(instance).flushAll();
  }

  private void listen(Worker worker, Instance instance, HostLink link, HealthServer health)
      throws CaptureException {
    Runtime rt = instance.runtime();
    Events events = rt.service(Events.class);
    shareFanout(rt);
    String source = options.source;
    try (LiveCapture live = LiveCapture.open(List.of(source), options.sharing, events, stop)) {
      rt.provide(PcapFunctions.Current.class, new PcapFunctions.Current(live.filtered()));
      for (FilteredSource one : live.filtered()) {
        one.always(options.without);
      }
      worker.wallTime();
      worker.startAtOnce();
      worker.start();
      live.printNames(err);
      begun(worker, instance, link, health, live.filtered());
      worker.runLive(live.filtered(), live);
      live.printReason(err);
      rt.program().stop = false;
      worker.finish();
      spoolWriters(instance).flushAll();
      live.printCounts(err, worker.notProcessed());
    }
  }

  /// Gives each interface a group of its own, unless a script chose one.
  private void shareFanout(Runtime rt) {
    int global = rt.info().global(FANOUT_ID);
    if (global >= 0 && rt.program().global(global) instanceof Long id && id == 23) {
      rt.program().setGlobal(global, (long) (options.source.hashCode() & MAX_FANOUT_ID));
    }
  }

  private void begun(
      Worker worker,
      Instance instance,
      HostLink link,
      HealthServer health,
      List<FilteredSource> sources) {
    running.complete(instance);
    link.ready();
    health.ready(true);
    Inbox inbox = instance.runtime().service(Inbox.class);
    health.more(ScriptMetrics.asker(instance.runtime(), instance.runtime().service(Events.class)));
    Thread.ofVirtual()
        .name("counters")
        .start(() -> count(inbox, () -> counters(worker, sources), link, health.port()));
  }

  /// Figures of the worker, which only its own thread may look at.
  private Map<String, Long> counters(Worker worker, List<FilteredSource> sources) {
    Map<String, Long> now = new TreeMap<>();
    long packets = 0;
    long dropped = 0;
    for (FilteredSource source : sources) {
      packets += source.received();
      dropped += source.dropped();
    }
    now.put("packets", packets);
    now.put("packets_dropped", dropped);
    now.put("connections", (long) worker.flows().size());
    now.put("connections_total", worker.flows().total());
    now.put("rows", meters.value("brood_spool_rows_total{spool=\"" + options.node + "\"}"));
    now.put(
        "rows_dropped",
        meters.value("brood_spool_dropped_rows_total{spool=\"" + options.node + "\"}"));
    now.put("heap_bytes", java.lang.Runtime.getRuntime().totalMemory());
    return now;
  }

  private interface Figures {
    Map<String, Long> now();
  }

  /// Asks the worker for its figures every second, and tells the host process.
  private void count(Inbox inbox, Figures figures, HostLink link, int metricsPort) {
    for (String name : List.of("packets", "packets_dropped", "connections", "rows")) {
      meters.gauge(
          "brood_node_" + name,
          "Of the node, as of the last second.",
          () -> counters.getOrDefault(name, 0L),
          "node",
          options.node);
    }
    try {
      long before = System.nanoTime();
      while (!ended.await(COUNT_MILLIS, TimeUnit.MILLISECONDS)) {
        CompletableFuture<Map<String, Long>> answer = new CompletableFuture<>();
        inbox.post(() -> answer.complete(figures.now()));
        Map<String, Long> now = new TreeMap<>(answer.get());
        long nanos = System.nanoTime() - before;
        before += nanos;
        for (String name : List.of("packets", "rows")) {
          long more = now.getOrDefault(name, 0L) - counters.getOrDefault(name, 0L);
          now.put(
              name + "_per_second",
              Math.round(more * (double) TimeUnit.SECONDS.toNanos(1) / (double) nanos));
        }
        now.put("link_dropped", link.dropped());
        now.put("metrics_port", (long) metricsPort);
        counters = now;
        link.counters(now);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      err.println("the counters failed: " + e.getMessage());
    }
  }

  /// Answers the host process.
  private LinkMessage.Answer answer(List<String> arguments) {
    if (arguments.size() < 2 || !arguments.getFirst().equals(PRINT)) {
      return new LinkMessage.Answer(0, false, "there is no such question");
    }
    Instance instance = running.getNow(null);
    if (instance == null) {
      return new LinkMessage.Answer(0, false, "is starting");
    }
    CompletableFuture<LinkMessage.Answer> answer = new CompletableFuture<>();
    Runtime rt = instance.runtime();
    rt.service(Inbox.class).post(() -> answer.complete(print(rt, arguments.get(1))));
    try {
      return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      return new LinkMessage.Answer(0, false, "is too busy to answer");
    }
    return new LinkMessage.Answer(0, false, "is ending");
  }

  private static LinkMessage.Answer print(Runtime rt, String name) {
    int global = rt.info().global(name);
    if (global < 0) {
      return new LinkMessage.Answer(0, false, "has no variable " + name);
    }
    Object value = rt.program().global(global);
    return new LinkMessage.Answer(
        0,
        true,
        value == null
            ? "<not set>"
            : value instanceof Str text
                ? text.toString()
                : Describe.text(value, rt.info().globals().get(global).type()));
  }
}
