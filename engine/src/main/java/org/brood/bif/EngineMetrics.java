package org.brood.bif;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.brood.flow.FlowTable;
import org.brood.flow.Transport;
import org.brood.script.runtime.Evictions;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.ProgramInfo;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Table;
import org.brood.telemetry.Family;
import org.brood.telemetry.Registry;

/// Metrics of the engine itself, brought up to date when scripts read them: connections, calls of
/// event handlers, and what the operating system says of the process. Nothing is counted for them.
public final class EngineMetrics {
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  /// The order in which protocols are told.
  private static final List<Transport> TRANSPORTS =
      List.of(Transport.ICMP, Transport.UDP, Transport.TCP);

  private final Runtime rt;
  private final Registry registry;
  private boolean tellsAll;

  EngineMetrics(Runtime rt) {
    this.rt = rt;
    this.registry = rt.serviceOr(Registry.class, Registry::new);
  }

  static EngineMetrics of(Runtime rt) {
    return rt.serviceOr(EngineMetrics.class, () -> new EngineMetrics(rt));
  }

  /// Lets scripts bring their metrics up to date before they are read.
  private static final class Sync {
    private final Runtime rt;
    private boolean running;

    private Sync(Runtime rt) {
      this.rt = rt;
    }

    private void run() {
      int hook = rt.info().function("Telemetry::sync");
      if (hook < 0) {
        return;
      }
      if (running) {
        rt.note(Level.WARNING, "Telemetry::sync() hook invoked recursively");
        return;
      }
      running = true;
      try {
        if (Boolean.FALSE.equals(rt.callReporting(rt.program().function(hook)))) {
          rt.note(Level.WARNING, "Telemetry::sync() implementations skipped due to 'break' usage");
        }
      } finally {
        running = false;
      }
    }
  }

  /// All metrics, brought up to date; to be called by the worker's thread.
  public static List<Family> current(Runtime rt) {
    rt.serviceOr(Sync.class, () -> new Sync(rt)).run();
    EngineMetrics.of(rt).update();
    return rt.serviceOr(Registry.class, Registry::new).families();
  }

  /// Tells of protocols too that no connection had: somebody has asked for their numbers.
  void tellAll() {
    tellsAll = true;
  }

  private void set(Family.Kind kind, String prefix, String name, String unit, double value) {
    set(family(kind, prefix, name, unit, List.of()), List.of(), value);
  }

  private static void set(Family family, List<String> labels, double value) {
    Family.Metric metric = family.metric(labels);
    metric.add(value - metric.value());
  }

  private Family family(
      Family.Kind kind, String prefix, String name, String unit, List<String> labels) {
    return registry.family(kind, prefix, name, unit, "", labels, new double[0]);
  }

  /// Reads everything anew.
  void update() {
    FlowTable flows = rt.serviceIfPresent(FlowTable.class);
    if (flows != null) {
      sessions(flows);
    }
    eventHandlers();
    evictions();
    process();
  }

  /// Entries that left the tables of scripts before their time, by the name of the table.
  private void evictions() {
    Evictions evictions = rt.evictions();
    if (evictions.total() == 0) {
      return;
    }
    Family family =
        registry.family(
            Family.Kind.COUNTER,
            "brood",
            "table_evictions",
            "1",
            "Entries of tables that expired before their time, for there were too many.",
            List.of("table"),
            new double[0]);
    long named = 0;
    List<ProgramInfo.GlobalInfo> globals = rt.info().globals();
    for (int i = 0; i < globals.size(); i++) {
      if (rt.program().global(i) instanceof Table table && evictions.of(table) > 0) {
        set(family, List.of(globals.get(i).name()), (double) evictions.of(table));
        named += evictions.of(table);
      }
    }
    if (named < evictions.total()) {
      set(family, List.of("(no global)"), (double) (evictions.total() - named));
    }
  }

  private void sessions(FlowTable flows) {
    set(
        family(Family.Kind.COUNTER, "zeek", "ended_sessions", "", List.of("reason")),
        List.of("inactivity"),
        (double) flows.endedByInactivity());
    Family total = family(Family.Kind.COUNTER, "zeek", "total_sessions", "", List.of("protocol"));
    Family active = family(Family.Kind.GAUGE, "zeek", "active_sessions", "", List.of("protocol"));
    for (Transport transport : TRANSPORTS) {
      if (tellsAll || flows.total(transport) > 0) {
        List<String> label = List.of(transport.name().toLowerCase(java.util.Locale.ROOT));
        set(total, label, (double) flows.total(transport));
        set(active, label, flows.size(transport));
      }
    }
  }

  private void eventHandlers() {
    Family calls =
        family(Family.Kind.COUNTER, "zeek", "event-handler-invocations", "", List.of("name"));
    TreeMap<String, Long> called = new TreeMap<>();
    List<ProgramInfo.FunctionInfo> functions = rt.info().functions();
    for (int i = 0; i < functions.size(); i++) {
      if (rt.calls(i) > 0) {
        called.put(functions.get(i).name(), rt.calls(i));
      }
    }
    called.forEach((name, count) -> set(calls, List.of(name), (double) count));
  }

  private void process() {
    CounterFunctions.Usage used = CounterFunctions.Usage.read();
    set(Family.Kind.COUNTER, "process", "cpu_user", "seconds", used.userSeconds());
    set(Family.Kind.COUNTER, "process", "cpu_system", "seconds", used.systemSeconds());
    set(Family.Kind.GAUGE, "process", "resident_memory", "bytes", (double) used.residentBytes());
    set(Family.Kind.GAUGE, "process", "virtual_memory", "bytes", (double) used.virtualBytes());
    set(Family.Kind.GAUGE, "process", "open_fds", "", openFiles());
    Instant start = ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH);
    set(Family.Kind.GAUGE, "process", "start_time", "seconds", start.toEpochMilli() / 1e3);
  }

  private static double openFiles() {
    int count = 0;
    try (DirectoryStream<Path> open = Files.newDirectoryStream(OPEN_FILES)) {
      for (Path _ : open) {
        count++;
      }
    } catch (IOException e) {
      return 0;
    }
    return count;
  }
}
