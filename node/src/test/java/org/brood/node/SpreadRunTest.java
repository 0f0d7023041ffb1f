package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.brood.link.NodeType;
import org.brood.script.codegen.CompiledProgram;
import org.brood.testkit.Capture;
import org.brood.testkit.OfficeMorning;
import org.brood.testkit.Packets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One capture, several workers.
class SpreadRunTest {
  /// Logs that tell of the nodes themselves.
  private static final List<String> OF_NODES = List.of("cluster.log", "packet_filter.log");

  /// Columns that name connections and files anew in each run, and the node.
  private static final List<String> IDENTIFIERS =
      List.of(
          "uid",
          "uids",
          "fuid",
          "conn_uids",
          "parent_fuid",
          "orig_fuids",
          "resp_fuids",
          "peer",
          "tunnel_parents",
          "peer_descr");

  @TempDir private Path folder;

  private record Result(int code, String output, String messages, SpreadRun run) {}

  private Map<NodeType, CompiledProgram.Loaded> programs(List<String> more) {
    Map<NodeType, CompiledProgram.Loaded> programs = new HashMap<>();
    for (NodeType type : SpreadRun.NODE_TYPES) {
      programs.put(type, EngineRun.program(folder.resolve("cache"), more, type));
    }
    return programs;
  }

  private Result spread(
      Map<NodeType, CompiledProgram.Loaded> programs, List<String> traces, Path logs, int workers)
      throws IOException {
    Files.createDirectories(logs);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    CompiledProgram.Loaded program = Objects.requireNonNull(programs.get(NodeType.WORKER));
    Run.Request request = EngineRun.request(program, traces, logs, "1 ".repeat(21));
    SpreadRun run =
        new SpreadRun(
            request, programs, workers, out, new PrintStream(err, true, StandardCharsets.UTF_8));
    int code = run.run();
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), run);
  }

  private Result script(String script, Capture capture, int workers) throws IOException {
    Path file = Files.writeString(folder.resolve("test.zeek"), script);
    Path trace = folder.resolve("trace.pcap");
    capture.write(trace);
    return spread(
        programs(List.of(file.toString())),
        List.of(trace.toString()),
        folder.resolve("logs"),
        workers);
  }

  /// Datagrams between many hosts, half a second apart.
  private static Capture datagrams(int count) {
    Capture capture = new Capture(Capture.ETHERNET);
    for (int i = 0; i < count; i++) {
      capture.add(
          1_700_000_000_000_000L + i * 500_000L,
          Packets.ethernet().ipv4("10.0.0." + (i % 50 + 1), "10.0.1.1").udp(1000 + i, 9).build());
    }
    return capture;
  }

  /// The rows of all logs, without identifiers, sorted.
  private static Map<String, List<String>> rows(Path logs) throws IOException {
    Map<String, List<String>> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(logs)) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".log") && !OF_NODES.contains(name)) {
          all.put(name, rowsOf(file));
        }
      }
    }
    return all;
  }

  private static List<String> rowsOf(Path log) throws IOException {
    List<String> names = List.of();
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(log, StandardCharsets.ISO_8859_1)) {
      List<String> parts = Arrays.asList(line.split("\t", -1));
      if (line.startsWith("#fields")) {
        names = parts.subList(1, parts.size());
      } else if (!line.startsWith("#")) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
          row.append(IDENTIFIERS.contains(names.get(i)) ? "" : parts.get(i)).append('\t');
        }
        rows.add(row.toString());
      }
    }
    rows.sort(null);
    return rows;
  }

  private static Map<String, String> texts(Path logs) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(logs)) {
      // When a filter was installed is told by the clock: no packet has come yet.
      for (Path file : files.filter(f -> !f.endsWith("packet_filter.log")).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        all.put(String.valueOf(file.getFileName()), text.replaceAll("(?m)^#(open|close)\t.*$", ""));
      }
    }
    return all;
  }

  @Test
  void rowsAreThoseOfOneWorkerAndTheSameInEachRun() throws IOException {
    Path trace = folder.resolve("office.pcap");
    OfficeMorning.make(3).write(trace);
    List<String> traces = List.of(trace.toString());
    Map<NodeType, CompiledProgram.Loaded> programs = programs(List.of());
    Path alone = Files.createDirectories(folder.resolve("alone"));

    EngineRun.of(
        EngineRun.program(folder.resolve("cache"), List.of()), traces, alone, "1 ".repeat(21));
    Result once = spread(programs, traces, folder.resolve("once"), 3);
    Result again = spread(programs, traces, folder.resolve("again"), 3);

    assertThat(once.messages()).isEmpty();
    assertThat(once.code()).isZero();
    assertThat(rows(folder.resolve("once"))).isEqualTo(rows(alone));
    assertThat(rowsOf(alone.resolve("conn.log"))).hasSizeGreaterThan(1_000);
    assertThat(texts(folder.resolve("again"))).isEqualTo(texts(folder.resolve("once")));
    assertThat(again.code()).isZero();
    assertThat(once.run().shares()).hasSize(5);
    assertThat(once.run().shares().stream().filter(s -> s.packets() > 0)).hasSize(3);
  }

  @Test
  void eventsGoToNodesByTopicAndPool() throws IOException {
    Result result =
        script(
            """
            global tell: event(from: string, what: string);
            event tell(from: string, what: string) { print fmt("%s got %s of %s", Cluster::node, what, from); }
            event Cluster::node_up(name: string, id: string) &priority=-1
              {
              if ( Cluster::node == "worker-1" && name == "manager" )
                {
                Cluster::publish(Cluster::manager_topic, tell, Cluster::node, "to the manager");
                Cluster::publish(Cluster::worker_topic, tell, Cluster::node, "to workers");
                Cluster::publish(Cluster::proxy_topic, tell, Cluster::node, "to proxies");
                Cluster::publish(Cluster::node_topic("worker-2"), tell, Cluster::node, "to worker-2");
                Cluster::publish(Cluster::nodeid_topic(id), Cluster::make_event(tell, Cluster::node, "to an id"));
                Broker::publish(Cluster::node_topic("manager"), tell, Cluster::node, "to an old name");
                Broker::publish(Cluster::node_topic("manager"), Broker::make_event(tell, Cluster::node, "to an older one"));
                }
              }
            event tell_pools()
              {
              Cluster::publish_hrw(Cluster::proxy_pool, "key", tell, Cluster::node, "by key");
              Cluster::publish_rr(Cluster::worker_pool, "turns", tell, Cluster::node, "turn 1");
              Cluster::publish_rr(Cluster::worker_pool, "turns", tell, Cluster::node, "turn 2");
              }
            event zeek_init()
              {
              if ( Cluster::node == "manager" )
                schedule 1 sec { tell_pools() };
              }
            """,
            datagrams(100), 2);

    assertThat(result.messages()).isEmpty();
    assertThat(result.output().lines())
        .containsExactlyInAnyOrder(
            "manager got to the manager of worker-1",
            "worker-2 got to workers of worker-1",
            "proxy-1 got to proxies of worker-1",
            "worker-2 got to worker-2 of worker-1",
            "manager got to an id of worker-1",
            "manager got to an old name of worker-1",
            "manager got to an older one of worker-1",
            "proxy-1 got by key of manager",
            "worker-1 got turn 1 of manager",
            "worker-2 got turn 2 of manager");
  }

  @Test
  void everyNodeKnowsItselfAndTheOthers() throws IOException {
    Result result =
        script(
            """
            @if ( Cluster::local_node_type() == Cluster::WORKER )
            const compiled_for = "worker";
            @else
            const compiled_for = "other";
            @endif
            event zeek_done()
              {
              print fmt("%s %s %s %d of %d workers up, %d nodes, pools %d %d", Cluster::node,
                        Cluster::local_node_type(), compiled_for,
                        Cluster::get_active_node_count(Cluster::WORKER), Cluster::get_node_count(Cluster::WORKER),
                        |Cluster::nodes|, Cluster::worker_pool$alive_count, Cluster::proxy_pool$alive_count);
              }
            """,
            datagrams(10), 2);

    assertThat(result.messages()).isEmpty();
    assertThat(result.output().lines())
        .containsExactlyInAnyOrder(
            "worker-1 Cluster::WORKER worker 1 of 2 workers up, 4 nodes, pools 2 1",
            "worker-2 Cluster::WORKER worker 1 of 2 workers up, 4 nodes, pools 2 1",
            "proxy-1 Cluster::PROXY other 2 of 2 workers up, 4 nodes, pools 2 1",
            "manager Cluster::MANAGER other 2 of 2 workers up, 4 nodes, pools 2 1");
  }

  @Test
  void theClusterStartsWhenEveryNodeHasFoundEveryOther() throws IOException {
    Result result =
        script(
            """
            @load frameworks/cluster/experimental
            event Cluster::Experimental::node_fully_connected(name: string, id: string, resending: bool)
              { print fmt("%s hears of %s", Cluster::node, name); }
            event Cluster::Experimental::cluster_started() { print fmt("%s started", Cluster::node); }
            """,
            datagrams(10), 2);

    assertThat(result.messages()).isEmpty();
    assertThat(result.output().lines())
        .containsExactlyInAnyOrder(
            "worker-1 hears of worker-1",
            "worker-2 hears of worker-2",
            "proxy-1 hears of proxy-1",
            "manager hears of manager",
            "manager hears of worker-1",
            "manager hears of worker-2",
            "manager hears of proxy-1",
            "worker-1 started",
            "worker-2 started",
            "proxy-1 started",
            "manager started");
  }

  @Test
  void optionsThatOneNodeSetsChangeOnAll() throws IOException {
    Result result =
        script(
            """
            option test_option = 1;
            event change() { Config::set_value("test_option", 7); }
            event zeek_init()
              {
              if ( Cluster::node == "worker-2" )
                schedule 1 sec { change() };
              }
            event zeek_done() { print fmt("%s %d", Cluster::node, test_option); }
            """,
            datagrams(200), 2);

    assertThat(result.messages()).isEmpty();
    assertThat(result.output().lines())
        .containsExactlyInAnyOrder("worker-1 7", "worker-2 7", "proxy-1 7", "manager 7");
  }

  @Test
  void summaryStatisticsCountWhatAllWorkersSee() throws IOException {
    Result result =
        script(
            """
            @load base/frameworks/sumstats
            event zeek_init()
              {
              SumStats::create(SumStats::SumStat(
                $name="datagrams", $epoch=40 sec,
                $reducers=set(SumStats::Reducer($stream="seen", $apply=set(SumStats::SUM, SumStats::UNIQUE, SumStats::HLL_UNIQUE, SumStats::TOPK))),
                $threshold=70.0,
                $threshold_val(key: SumStats::Key, result: SumStats::Result) = { return result["seen"]$sum; },
                $threshold_crossed(key: SumStats::Key, result: SumStats::Result) =
                  { print fmt("%s: %s crossed", Cluster::node, key$str); },
                $epoch_result(ts: time, key: SumStats::Key, result: SumStats::Result) =
                  {
                  print fmt("%s: %s sum %.0f unique %d", Cluster::node, key$str, result["seen"]$sum, result["seen"]$unique);
                  print fmt("%s: about %d, %d in all", Cluster::node, result["seen"]$hll_unique, topk_sum(result["seen"]$topk));
                  }));
              }
            event new_connection(c: connection)
              { SumStats::observe("seen", SumStats::Key($str="all"), SumStats::Observation($str=cat(c$id$orig_h))); }
            """,
            datagrams(200), 2);

    assertThat(result.messages()).isEmpty();
    List<String> sums =
        result.output().lines().filter(l -> l.startsWith("manager: all sum")).toList();
    assertThat(sums).hasSizeGreaterThan(1);
    assertThat(sums.stream().mapToInt(l -> Integer.parseInt(l.split(" ", -1)[3])).sum())
        .isEqualTo(200);
    assertThat(sums).anyMatch(l -> l.endsWith("unique 50"));
    List<String> sketches =
        result.output().lines().filter(l -> l.startsWith("manager: about")).toList();
    assertThat(sketches).anyMatch(l -> l.startsWith("manager: about 50, "));
    assertThat(sketches.stream().mapToInt(l -> Integer.parseInt(l.split(" ", -1)[3])).sum())
        .isEqualTo(200);
    assertThat(result.output().lines().filter(l -> l.endsWith("crossed")).distinct())
        .containsExactly("manager: all crossed");
  }

  @Test
  void brokenCaptureIsReadAsFarAsItGoes() throws IOException {
    Path trace = folder.resolve("cut.pcap");
    datagrams(20).write(trace);
    byte[] bytes = Files.readAllBytes(trace);
    Files.write(trace, Arrays.copyOf(bytes, bytes.length - 5));

    Result result = spread(programs(List.of()), List.of(trace.toString()), folder.resolve("l"), 2);

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.messages()).contains("fatal error").contains("cut.pcap");
    assertThat(rowsOf(folder.resolve("l/conn.log"))).hasSize(19);
  }

  @Test
  void terminatingOnOneNodeEndsTheRunOnAll() throws IOException {
    Result result =
        script(
            """
            event stop_now() { terminate(); }
            event zeek_init()
              {
              if ( Cluster::node == "proxy-1" )
                schedule 1 sec { stop_now() };
              }
            event zeek_done() { print Cluster::node; }
            """,
            datagrams(400),
            2);

    assertThat(result.code()).isZero();
    assertThat(result.output().lines())
        .containsExactlyInAnyOrder("worker-1", "worker-2", "proxy-1", "manager");
    assertThat(rowsOf(folder.resolve("logs/conn.log"))).hasSizeLessThan(400);
  }

  @Test
  void exitOnOneNodeGivesTheExitCode() throws IOException {
    Result result =
        script(
            """
            event new_connection(c: connection) { exit(3); }
            """,
            datagrams(10),
            2);

    assertThat(result.code()).isEqualTo(3);
  }

  @Test
  void indicatorsThatTheManagerReadsAreFoundByWorkers() throws IOException {
    StringBuilder known = new StringBuilder("#fields\tindicator\tindicator_type\tmeta.source\n");
    for (int i = 1; i <= 25; i++) {
      known.append("10.0.0.%d\tIntel::ADDR\tlist\n".formatted(i));
    }
    for (int i = 0; i < 4000; i++) {
      known.append("host%d.example\tIntel::DOMAIN\tlist\n".formatted(i));
    }
    Files.writeString(folder.resolve("known.dat"), known);

    Result result =
        script(
            """
            redef Intel::read_files += { "DIR/known.dat" };
            redef Intel::batch_size = 300;
            module Intel;
            event change()
              {
              for ( i in vector_of(1000) )
                remove([$indicator=fmt("host%d.example", i), $indicator_type=DOMAIN, $meta=[$source="list"]]);
              insert([$indicator="10.0.0.26", $indicator_type=ADDR, $meta=[$source="change"]]);
              }
            event zeek_init()
              {
              if ( Cluster::node == "manager" )
                schedule 50 sec { change() };
              }
            event new_connection(c: connection) { seen([$host=c$id$orig_h, $conn=c, $where=IN_ANYWHERE]); }
            event zeek_done()
              {
              if ( Cluster::local_node_type() == Cluster::WORKER )
                print fmt("%s %d %d", Cluster::node, |min_data_store$host_data|, |min_data_store$string_data|);
              }
            """
                .replace("DIR", folder.toString())
                .replace(
                    "module Intel;",
                    """
                    module Intel;
                    function vector_of(size: count): vector of count
                      {
                      local all: vector of count;
                      while ( |all| < size )
                        all += |all|;
                      return all;
                      }
                    """),
            datagrams(200),
            2);

    assertThat(result.messages()).isEmpty();
    assertThat(result.output().lines())
        .containsExactlyInAnyOrder("worker-1 26 3000", "worker-2 26 3000");
    // Half of the fifty hosts four times, and one more from its second time on.
    List<String> hits = rowsOf(folder.resolve("logs").resolve("intel.log"));
    assertThat(hits).hasSize(103);
    assertThat(hits).anyMatch(row -> row.contains("\t10.0.0.26\t"));
  }

  @Test
  void aWorkerThatComesLateIsToldOfAllIndicators() throws IOException {
    Result result =
        script(
            """
            redef Intel::batch_size = 300;
            module Intel;
            event zeek_init()
              {
              if ( Cluster::node != "manager" )
                return;
              local i = 0;
              while ( ++i <= 2000 )
                insert([$indicator=fmt("host%d.example", i), $indicator_type=DOMAIN, $meta=[$source="list"]]);
              }
            @if ( Cluster::local_node_type() == Cluster::MANAGER )
            event again()
              {
              event Cluster::node_up("worker-2", "again");
              remove([$indicator="host7.example", $indicator_type=DOMAIN, $meta=[$source="list"]]);
              }
            event zeek_init() { schedule 30 sec { again() }; }
            @endif
            @if ( Cluster::local_node_type() == Cluster::WORKER )
            event forget() { min_data_store = MinDataStore(); store_indicator(min_data_store, "old.example", DOMAIN); }
            event zeek_init() { schedule 25 sec { forget() }; }
            hook indicator_removed(indicator: string, indicator_type: Type)
              { print fmt("%s lost %s", Cluster::node, indicator); }
            event store_part(number: count, is_last: bool, indicators: vector of string, types: vector of Type) &priority=-1
              {
              if ( is_last )
                print fmt("%s has %d after part %d", Cluster::node, |min_data_store$string_data|, number);
              }
            @endif
            """,
            datagrams(200), 2);

    assertThat(result.messages()).isEmpty();
    assertThat(result.output().lines())
        .contains("worker-2 lost old.example", "worker-2 has 1999 after part 7");
  }

  @Test
  void aWorkerThatMissedSomethingAsksForAllIndicators() throws IOException {
    Result result =
        script(
            """
            module Intel;
            event zeek_init()
              {
              if ( Cluster::node == "manager" )
                insert([$indicator="10.0.0.1", $indicator_type=ADDR, $meta=[$source="test"]]);
              }
            @if ( Cluster::local_node_type() == Cluster::WORKER )
            event forget() { min_data_store = MinDataStore(); }
            event zeek_init() { schedule 20 sec { forget() }; }
            @endif
            event zeek_done()
              {
              if ( Cluster::local_node_type() == Cluster::WORKER )
                print fmt("%s %d", Cluster::node, |min_data_store$host_data|);
              }
            """,
            datagrams(200), 2);

    assertThat(result.messages()).isEmpty();
    assertThat(result.output().lines()).containsExactlyInAnyOrder("worker-1 1", "worker-2 1");
  }
}
