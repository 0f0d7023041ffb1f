package org.brood.bif;

import java.util.ArrayList;
import java.util.List;
import org.brood.decode.Decoder;
import org.brood.decode.TimerQueue;
import org.brood.event.Events;
import org.brood.file.FileTracker;
import org.brood.flow.FlowTable;
import org.brood.flow.Transport;
import org.brood.regex.AutomatonStats;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.ProgramInfo;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.VectorType;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Table;
import org.brood.script.value.Vec;
import org.brood.signature.Signatures;
import org.brood.stream.GapStats;
import org.brood.stream.Streams;
import org.brood.worker.Weirds;

/// Counters of the engine.
@Natives
public final class StatsFunctions {
  private static final double MILLIS = 1000;

  /// What the virtual machine doesn't tell of its process.
  private static final List<String> OTHER_RESOURCES =
      List.of(
          "minor_faults",
          "major_faults",
          "num_swap",
          "blocking_input",
          "blocking_output",
          "num_context");

  private StatsFunctions() {}

  public static Record get_net_stats(Runtime rt) {
    Record stats = rt.service(Events.class).record("NetStats").make();
    Decoder decoder = rt.service(Decoder.class);
    stats.set("pkts_recvd", decoder.packetsProcessed());
    stats.set("pkts_dropped", 0L);
    stats.set("pkts_link", decoder.packetsProcessed());
    return stats;
  }

  private static Record make(Runtime rt, String type) {
    return rt.service(Events.class).record(type).make();
  }

  public static Record get_conn_stats(Runtime rt) {
    FlowTable flows = rt.service(FlowTable.class);
    Decoder decoder = rt.service(Decoder.class);
    Record stats = make(rt, "ConnStats");
    stats.set("total_conns", flows.total());
    stats.set("current_conns", (long) flows.size());
    stats.set("sess_current_conns", (long) flows.size());
    stats.set("num_packets", decoder.packetsProcessed());
    stats.set("num_fragments", (long) decoder.fragments().size());
    stats.set("max_fragments", (long) decoder.fragments().peak());
    transport(stats, flows, "tcp", Transport.TCP);
    transport(stats, flows, "udp", Transport.UDP);
    transport(stats, flows, "icmp", Transport.ICMP);
    stats.set("num_packets_unprocessed", decoder.packetsNotProcessed());
    stats.set("killed_by_inactivity", flows.endedByInactivity());
    return stats;
  }

  private static void transport(Record into, FlowTable flows, String name, Transport transport) {
    into.set("num_" + name + "_conns", (long) flows.size(transport));
    into.set("max_" + name + "_conns", (long) flows.peak(transport));
    into.set("cumulative_" + name + "_conns", flows.total(transport));
  }

  public static Record get_proc_stats(Runtime rt) {
    ProcessHandle.Info process = ProcessHandle.current().info();
    double now = System.currentTimeMillis() / MILLIS;
    double start = process.startInstant().map(i -> i.toEpochMilli() / MILLIS).orElse(now);
    double cpu = process.totalCpuDuration().map(d -> d.toMillis() / MILLIS).orElse(0.0);
    java.lang.Runtime vm = java.lang.Runtime.getRuntime();
    Record stats = make(rt, "ProcStats");
    stats.set("debug", false);
    stats.set("start_time", start);
    stats.set("real_time", Math.max(0, now - start));
    stats.set("user_time", cpu);
    stats.set("system_time", 0.0);
    stats.set("mem", vm.totalMemory());
    for (String field : OTHER_RESOURCES) {
      stats.set(field, 0L);
    }
    return stats;
  }

  public static Record get_event_stats(Runtime rt) {
    Record stats = make(rt, "EventStats");
    stats.set("queued", rt.raised());
    stats.set("dispatched", rt.dispatched());
    return stats;
  }

  public static Record get_reassembler_stats(Runtime rt) {
    Record stats = make(rt, "ReassemblerStats");
    stats.set("file_size", 0L);
    stats.set("frag_size", 0L);
    stats.set("tcp_size", rt.service(Streams.class).keptBytes());
    stats.set("unknown_size", 0L);
    return stats;
  }

  public static Record get_timer_stats(Runtime rt) {
    TimerQueue engine = rt.service(Decoder.class).timers();
    Record stats = make(rt, "TimerStats");
    stats.set("current", (long) engine.size() + rt.timers().size());
    stats.set("max", (long) engine.peak() + rt.timers().size());
    stats.set("cumulative", engine.added() + rt.timers().added());
    return stats;
  }

  public static Record get_file_analysis_stats(Runtime rt) {
    FileTracker files = rt.service(FileTracker.class);
    Record stats = make(rt, "FileAnalysisStats");
    stats.set("current", (long) files.size());
    stats.set("max", (long) files.peak());
    stats.set("cumulative", files.cumulative());
    return stats;
  }

  public static Record get_thread_stats(Runtime rt) {
    Record stats = make(rt, "ThreadStats");
    stats.set("num_threads", 0L);
    return stats;
  }

  public static Record get_gap_stats(Runtime rt) {
    GapStats gaps = rt.service(Streams.class).gaps();
    Record stats = make(rt, "GapStats");
    stats.set("ack_events", gaps.ackEvents());
    stats.set("ack_bytes", gaps.ackBytes());
    stats.set("gap_events", gaps.gapEvents());
    stats.set("gap_bytes", gaps.gapBytes());
    return stats;
  }

  public static Record get_matcher_stats(Runtime rt) {
    List<AutomatonStats> all = rt.service(Signatures.class).stats();
    long states = all.stream().mapToLong(AutomatonStats::dfaStates).sum();
    Record stats = make(rt, "MatcherStats");
    stats.set("matchers", (long) all.size());
    stats.set("nfa_states", all.stream().mapToLong(AutomatonStats::nfaStates).sum());
    stats.set("dfa_states", states);
    stats.set("computed", states);
    stats.set("mem", 0L);
    stats.set("hits", 0L);
    stats.set("misses", all.stream().mapToLong(AutomatonStats::flushes).sum());
    return stats;
  }

  public static Record get_reporter_stats(Runtime rt) {
    Weirds weirds = rt.service(Weirds.class);
    Table byName = new Table(new TableType(List.of(Basic.STRING), Basic.COUNT));
    weirds.byName().forEach((name, count) -> byName.put(Str.of(name), count));
    Record stats = make(rt, "ReporterStats");
    stats.set("weirds", weirds.total());
    stats.set("weirds_by_type", byName);
    return stats;
  }

  public static Vec get_event_handler_stats(Runtime rt) {
    List<Record> all = new ArrayList<>();
    List<ProgramInfo.FunctionInfo> functions = rt.info().functions();
    for (int i = 0; i < functions.size(); i++) {
      if (rt.calls(i) > 0) {
        Record made = make(rt, "EventNameCounter");
        made.set("name", Str.of(functions.get(i).name()));
        made.set("times_called", rt.calls(i));
        all.add(made);
      }
    }
    Type type = rt.info().types().get("EventNameCounter");
    return Vec.of(new VectorType(type == null ? Basic.ANY : type), all);
  }

  private static boolean isOf(EnumType.Item tag, String type) {
    return tag.type().name().equals(type);
  }

  public static boolean is_protocol_analyzer(EnumType.Item tag) {
    return isOf(tag, "Analyzer::Tag")
        || tag.name().startsWith("Analyzer::")
        || tag.name().startsWith("AllAnalyzers::ANALYZER_ANALYZER_");
  }

  public static boolean is_packet_analyzer(EnumType.Item tag) {
    return isOf(tag, "PacketAnalyzer::Tag")
        || tag.name().startsWith("PacketAnalyzer::")
        || tag.name().startsWith("AllAnalyzers::PACKETANALYZER_ANALYZER_");
  }

  public static boolean is_file_analyzer(EnumType.Item tag) {
    return isOf(tag, "Files::Tag")
        || tag.name().startsWith("Files::")
        || tag.name().startsWith("AllAnalyzers::FILES_ANALYZER_");
  }
}
