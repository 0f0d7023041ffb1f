package org.brood.bif;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.brood.decode.Decoder;
import org.brood.decode.TimerQueue;
import org.brood.event.Events;
import org.brood.event.WeirdTotals;
import org.brood.file.FileTracker;
import org.brood.flow.FlowTable;
import org.brood.flow.Transport;
import org.brood.regex.AutomatonStats;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.ProgramInfo;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.Basic;
import org.brood.script.type.TableType;
import org.brood.script.type.VectorType;
import org.brood.script.value.FileVal;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Table;
import org.brood.script.value.Vec;
import org.brood.signature.Signatures;
import org.brood.stream.GapStats;
import org.brood.stream.Streams;
import org.jspecify.annotations.Nullable;

/// What the parts of the engine count about themselves. Counters of things that are not in this
/// process are zero.
@Natives
public final class CounterFunctions {
  private static final Path SELF = Path.of("/proc/self/stat");

  /// `USER_HZ`, in which Linux tells processor time.
  private static final double TICKS = 100;

  private static final double NANOS = 1e9;
  private static final long BYTES_PER_PAGE = 4096;

  private CounterFunctions() {}

  private static Record make(Runtime rt, String type, Object... fieldsAndValues) {
    return fill(rt.service(Events.class).record(type).make(), fieldsAndValues);
  }

  private static Record fill(Record made, Object... fieldsAndValues) {
    for (int i = 0; i < fieldsAndValues.length; i += 2) {
      made.set((String) fieldsAndValues[i], fieldsAndValues[i + 1]);
    }
    return made;
  }

  /// A record of counts, all of them zero but those given.
  private static Record counts(Runtime rt, String type, Object... fieldsAndValues) {
    Record made = rt.service(Events.class).record(type).make();
    for (int slot = 0; slot < made.recordType().size(); slot++) {
      made.set(slot, 0L);
    }
    return fill(made, fieldsAndValues);
  }

  public static Record get_net_stats(Runtime rt) {
    Decoder decoder = rt.service(Decoder.class);
    PcapFunctions.Current live =
        RunFunctions.reading_live_traffic(rt)
            ? rt.serviceIfPresent(PcapFunctions.Current.class)
            : null;
    return make(
        rt,
        "NetStats",
        "pkts_recvd",
        decoder.packetsProcessed(),
        "pkts_dropped",
        live == null ? 0L : live.dropped(),
        "pkts_link",
        live == null ? 0L : live.onLink(),
        "bytes_recvd",
        decoder.bytesProcessed());
  }

  public static Record get_conn_stats(Runtime rt) {
    EngineMetrics.of(rt).tellAll();
    FlowTable flows = rt.service(FlowTable.class);
    Decoder decoder = rt.service(Decoder.class);
    return counts(
        rt,
        "ConnStats",
        "total_conns",
        flows.total(),
        "current_conns",
        (long) flows.size(),
        "sess_current_conns",
        (long) flows.size(),
        "num_packets",
        decoder.packetsProcessed(),
        "num_fragments",
        (long) decoder.fragments().size(),
        "max_fragments",
        (long) decoder.fragments().peak(),
        "num_tcp_conns",
        (long) flows.size(Transport.TCP),
        "max_tcp_conns",
        (long) flows.peak(Transport.TCP),
        "cumulative_tcp_conns",
        flows.total(Transport.TCP),
        "num_udp_conns",
        (long) flows.size(Transport.UDP),
        "max_udp_conns",
        (long) flows.peak(Transport.UDP),
        "cumulative_udp_conns",
        flows.total(Transport.UDP),
        "num_icmp_conns",
        (long) flows.size(Transport.ICMP),
        "max_icmp_conns",
        (long) flows.peak(Transport.ICMP),
        "cumulative_icmp_conns",
        flows.total(Transport.ICMP),
        "num_packets_unprocessed",
        decoder.packetsNotProcessed(),
        "killed_by_inactivity",
        flows.endedByInactivity());
  }

  public static Record get_gap_stats(Runtime rt) {
    GapStats gaps = rt.service(Streams.class).gaps();
    return make(
        rt,
        "GapStats",
        "ack_events",
        gaps.ackEvents(),
        "ack_bytes",
        gaps.ackBytes(),
        "gap_events",
        gaps.gapEvents(),
        "gap_bytes",
        gaps.gapBytes());
  }

  public static Record get_reassembler_stats(Runtime rt) {
    return counts(rt, "ReassemblerStats", "tcp_size", rt.service(Streams.class).keptBytes());
  }

  public static Record get_timer_stats(Runtime rt) {
    TimerQueue timers = rt.service(Decoder.class).timers();
    long current = (long) timers.size() + rt.timers().size();
    return counts(
        rt,
        "TimerStats",
        "current",
        current,
        "max",
        Math.max(current, timers.peak()),
        "cumulative",
        timers.added() + rt.timers().added());
  }

  public static Record get_file_analysis_stats(Runtime rt) {
    FileTracker files = rt.service(FileTracker.class);
    long current = files.size();
    return make(
        rt,
        "FileAnalysisStats",
        "current",
        current,
        "max",
        (long) files.peak(),
        "cumulative",
        files.cumulative());
  }

  public static Record get_event_stats(Runtime rt) {
    return counts(rt, "EventStats", "queued", rt.raised(), "dispatched", rt.dispatched());
  }

  public static Record get_dns_stats(Runtime rt) {
    return counts(rt, "DNSStats");
  }

  public static Record get_thread_stats(Runtime rt) {
    return counts(rt, "ThreadStats");
  }

  public static Record get_broker_stats(Runtime rt) {
    return counts(rt, "BrokerStats");
  }

  public static Record get_matcher_stats(Runtime rt) {
    List<AutomatonStats> all = rt.service(Signatures.class).stats();
    long states = all.stream().mapToLong(AutomatonStats::dfaStates).sum();
    return counts(
        rt,
        "MatcherStats",
        "matchers",
        (long) all.size(),
        "nfa_states",
        all.stream().mapToLong(AutomatonStats::nfaStates).sum(),
        "dfa_states",
        states,
        "computed",
        states,
        "misses",
        all.stream().mapToLong(AutomatonStats::flushes).sum());
  }

  /// Writes what the automata of signatures hold.
  public static boolean dump_rule_stats(Runtime rt, FileVal f) {
    StringBuilder text = new StringBuilder();
    int number = 0;
    for (AutomatonStats one : rt.service(Signatures.class).stats()) {
      text.append("matcher ").append(++number).append(": ");
      text.append(one.nfaStates()).append(" positions, ");
      text.append(one.dfaStates()).append(" DFA states, ");
      text.append(one.flushes()).append(" flushes\n");
    }
    write(rt, f, text.toString());
    return true;
  }

  /// Writes what the process does to `profiling_file`, if that is open.
  public static @Nullable Object do_profiling(Runtime rt) {
    if (rt.service(Events.class).global("profiling_file") instanceof FileVal file
        && file.isOpen()) {
      java.lang.Runtime jvm = java.lang.Runtime.getRuntime();
      FlowTable flows = rt.service(FlowTable.class);
      Decoder decoder = rt.service(Decoder.class);
      String time = String.format(Locale.ROOT, "%.6f ", rt.networkTime());
      StringBuilder text = new StringBuilder();
      text.append(time).append("Memory: heap=").append(jvm.totalMemory() - jvm.freeMemory());
      text.append(" of ").append(jvm.maxMemory()).append(" bytes\n");
      text.append(time).append("Packets: ").append(decoder.packetsProcessed());
      text.append(" bytes=").append(decoder.bytesProcessed()).append('\n');
      text.append(time).append("Conns: total=").append(flows.size()).append('\n');
      text.append(time).append("Events: queued=").append(rt.raised());
      text.append(" dispatched=").append(rt.dispatched()).append('\n');
      text.append(time).append("Timers: scripts=").append(rt.timers().size()).append('\n');
      write(rt, file, text.toString());
      rt.raise(rt.info().function("profiling_update"), file, true);
    }
    return null;
  }

  private static void write(Runtime rt, FileVal file, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      file.write(bytes, bytes.length);
    } catch (IOException e) {
      rt.note(Level.ERROR, "cannot write to " + file.name());
    }
  }

  public static Vec get_event_handler_stats(Runtime rt) {
    List<Record> all = new ArrayList<>();
    List<ProgramInfo.FunctionInfo> functions = rt.info().functions();
    Map<String, Long> calls = new TreeMap<>();
    for (int i = 0; i < functions.size(); i++) {
      if (rt.calls(i) > 0) {
        calls.put(functions.get(i).name(), rt.calls(i));
      }
    }
    calls.forEach((name, count) ->
        all.add(make(rt, "EventNameCounter", "name", Str.of(name), "times_called", count)));
    return Vec.of(new VectorType(rt.service(Events.class).record("EventNameCounter").type()), all);
  }

  public static Record get_reporter_stats(Runtime rt) {
    WeirdTotals weirds = rt.service(WeirdTotals.class);
    Table byName = new Table(new TableType(List.of(Basic.STRING), Basic.COUNT));
    weirds.byName().forEach((name, count) -> byName.put(Str.of(name), count));
    return make(rt, "ReporterStats", "weirds", weirds.total(), "weirds_by_type", byName);
  }

  public static Record get_proc_stats(Runtime rt) {
    Started started = rt.serviceOr(Started.class, Started::now);
    Usage used = Usage.read();
    return make(
        rt,
        "ProcStats",
        "debug",
        false,
        "start_time",
        started.wallSeconds,
        "real_time",
        (System.nanoTime() - started.nanos) / NANOS,
        "user_time",
        used.userSeconds(),
        "system_time",
        used.systemSeconds(),
        "mem",
        used.residentBytes,
        "minor_faults",
        used.minorFaults,
        "major_faults",
        used.majorFaults,
        "num_swap",
        0L,
        "blocking_input",
        0L,
        "blocking_output",
        0L,
        "num_context",
        0L);
  }

  /// When the process began, as far as scripts can tell.
  record Started(double wallSeconds, long nanos) {
    static Started now() {
      return new Started(System.currentTimeMillis() / 1e3, System.nanoTime());
    }
  }

  /// What the operating system says of this process, zeros where it does not.
  record Usage(
      long minorFaults,
      long majorFaults,
      long userTicks,
      long systemTicks,
      long virtualBytes,
      long residentBytes) {
    private static final int MINOR_FAULTS = 7;
    private static final int MAJOR_FAULTS = 9;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final int VIRTUAL_BYTES = 20;
    private static final int RESIDENT_PAGES = 21;

    double userSeconds() {
      return userTicks / TICKS;
    }

    double systemSeconds() {
      return systemTicks / TICKS;
    }

    static Usage read() {
      try {
        String line = Files.readString(SELF);
        // The name of the program is in brackets and may hold blanks.
        List<String> fields = List.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
        return new Usage(
            Long.parseLong(fields.get(MINOR_FAULTS)),
            Long.parseLong(fields.get(MAJOR_FAULTS)),
            Long.parseLong(fields.get(USER_TIME)),
            Long.parseLong(fields.get(SYSTEM_TIME)),
            Long.parseLong(fields.get(VIRTUAL_BYTES)),
            Long.parseLong(fields.get(RESIDENT_PAGES)) * BYTES_PER_PAGE);
      } catch (IOException | RuntimeException e) {
        return new Usage(0, 0, 0, 0, 0, 0);
      }
    }
  }
}
