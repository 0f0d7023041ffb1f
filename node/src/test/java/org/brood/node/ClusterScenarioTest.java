package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.brood.link.NodeType;
import org.brood.node.host.ControlDesk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clusters of real processes, as users start them, in a network namespace of their own.
class ClusterScenarioTest {
  private static final int PAGES = 50;
  private static final String HOST = "first";

  @TempDir private Path folder;
  private ClusterSite site;
  private int sent;

  @BeforeEach
  void open() throws IOException, InterruptedException {
    site = ClusterSite.open(folder, 2);
    deployable("global generation = \"one\";\n");
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void eachRowIsThereOnceWhicheverEngineIsKilled() throws IOException, InterruptedException {
    Process host = up();
    ControlDesk.Status status = awaitWhole();
    sendAndAwait();

    // Rows that wait for a logger outlive the worker that wrote them.
    ControlDesk.NodeStatus logger = node(status, NodeType.LOGGER);
    assertThat(site.command(HOST, "stop", logger.node()).code()).isZero();
    send();
    site.awaitInSpool(HOST, "/page" + (sent - 1) + ".");
    kill(node(status, NodeType.WORKER));
    assertThat(site.command(HOST, "start", logger.node()).code()).isZero();
    awaitPages();

    site.awaitReplaced(node(status, NodeType.WORKER));
    sendAndAwait();

    ControlDesk.NodeStatus second = node(awaitWhole(), NodeType.LOGGER);
    kill(second);
    send();
    site.awaitReplaced(second);
    awaitPages();

    int before = sent;
    sendAndAwait();
    host.toHandle().destroy();
    assertThat(host.waitFor()).as(site.said(HOST)).isZero();
    assertThat(site.pages()).isEqualTo(each());
    for (int page = before; page < sent; page++) {
      String port = "\t" + (20_000 + page) + "\t10.2.0.1\t80\t";
      assertThat(site.lines("conn").stream().filter(line -> line.contains(port))).hasSize(1);
    }
  }

  @Test
  void rowsOutliveTheHostProcess() throws IOException, InterruptedException {
    Process host = up();
    ControlDesk.Status status = awaitWhole();
    ControlDesk.NodeStatus logger = node(status, NodeType.LOGGER);
    assertThat(site.command(HOST, "stop", logger.node()).code()).isZero();
    send();
    site.awaitInSpool(HOST, "/page" + (sent - 1) + ".");

    host.destroyForcibly().waitFor();
    for (ControlDesk.NodeStatus node : status.nodes()) {
      ProcessHandle.of(node.pid()).ifPresent(engine -> engine.onExit().join());
    }
    up();
    site.await("the manager", () -> site.status().isPresent());
    site.await("the stopped logger", () -> site.command(HOST, "start", logger.node()).code() == 0);
    awaitPages();

    awaitWhole();
    sendAndAwait();
  }

  @Test
  void oneProcessIsAClusterToo() throws IOException, InterruptedException {
    Path list = Files.writeString(folder.resolve("list.txt"), "10.2.0.1\n");
    Files.writeString(
        folder.resolve("site").resolve("intel.feeds"),
        "[own]\nfile = " + list + "\nformat = list\ninterval = 1s\n");
    Process host = up("--one-process");
    ControlDesk.Status status = awaitWhole();
    assertThat(status.nodes()).allMatch(node -> node.pid() == host.pid());
    site.await(
        "five ports of metrics",
        () ->
            site.status().stream()
                    .flatMap(now -> ports(now).stream())
                    .filter(port -> port >= 27_800 && port <= 27_899)
                    .distinct()
                    .count()
                == 5);
    sendAndAwait();

    // The manager reads the feed; the worker sees the server, and tells the manager.
    site.await("the worker's indicator", () -> known().contains("10.2.0.1"));
    sendAndAwait();
    site.await(
        "a hit", () -> site.lines("intel").stream().anyMatch(row -> row.contains("\t10.2.0.1\t")));
    Files.writeString(list, "192.0.2.9\n");
    site.await(
        "the indicator's end",
        () -> known().contains("192.0.2.9") && !known().contains("10.2.0.1"));

    ControlDesk.NodeStatus worker = node(status, NodeType.WORKER);
    assertThat(site.command(HOST, "stop", worker.node()).code()).isZero();
    assertThat(site.command(HOST, "start", worker.node()).code()).isZero();
    awaitWhole();
    sendAndAwait();
    assertThat(value()).contains("one");
    site.await("indicators of the new worker", () -> known().contains("192.0.2.9"));

    host.toHandle().destroy();
    assertThat(host.waitFor()).as(site.said(HOST)).isZero();
    assertThat(site.pages()).isEqualTo(each());
  }

  @Test
  void whatOneHostCannotCompileComesNowhereIntoForce() throws IOException, InterruptedException {
    up();
    ControlDesk.Status before = awaitWhole();
    assertThat(value()).contains("one");

    deployable("global generation = \"two\";\nglobal wrong: no_such_type;\n");
    ClusterSite.Said refused = site.command(HOST, "deploy");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains("local.zeek")
        .containsPattern("local\\.zeek(:|, line )3")
        .contains("no_such_type")
        .contains("nothing was changed");
    ControlDesk.Status after = awaitWhole();
    assertThat(after.bundle()).isEqualTo(before.bundle());
    assertThat(node(after, NodeType.WORKER).pid()).isEqualTo(node(before, NodeType.WORKER).pid());

    deployable("global generation = \"two\";\n");
    ClusterSite.Said taken = site.command(HOST, "deploy");
    assertThat(taken.code()).as(taken.err()).isZero();
    site.awaitReplaced(node(before, NodeType.WORKER));
    assertThat(awaitWhole().bundle()).isNotEqualTo(before.bundle());
    assertThat(value()).contains("two");

    ClusterSite.Said back = site.command(HOST, "deploy", "--rollback");
    assertThat(back.code()).as(back.err()).isZero();
    site.await("the old configuration", () -> value().contains("one"));
    assertThat(awaitWhole().bundle()).isEqualTo(before.bundle());
  }

  @Test
  void hostsJoinWithAGoodTokenOnly() throws IOException, InterruptedException {
    up();
    awaitWhole();
    ClusterSite.Said token = site.command(HOST, "token", "--uses", "1");
    assertThat(token.code()).as(token.err()).isZero();
    String good = token.out().strip();
    char last = good.charAt(good.length() - 2);
    String wrong =
        good.substring(0, good.length() - 2)
            + (last == 'A' ? 'B' : 'A')
            + good.substring(good.length() - 1);

    joining("forger", wrong);
    site.await("a refusal", () -> site.said("forger").contains("cannot join at 127.0.0.1:27750"));

    joining("second", good);
    site.awaitRunning(
        NodeType.MANAGER, NodeType.LOGGER, NodeType.PROXY, NodeType.WORKER, NodeType.WORKER);
    site.send(2, 0, PAGES);
    sent = PAGES;
    awaitPages();

    joining("late", good);
    site.await("a refusal", () -> site.said("late").contains("cannot join at 127.0.0.1:27750"));
    ClusterSite.Said nodes = site.command(HOST, "nodes");
    assertThat(nodes.out()).contains("second").doesNotContain("forger").doesNotContain("late");
    assertThat(folder.resolve("late").resolve("identity")).doesNotExist();
    assertThat(site.said(HOST) + site.said("second")).doesNotContain(good);
  }

  private void joining(String name, String token) throws IOException {
    Path file = folder.resolve(name + ".token");
    Files.writeString(file, token + "\n");
    site.start(
        name,
        "node",
        "--join",
        "127.0.0.1:27750",
        "--token-file",
        file.toString(),
        "--roles",
        "worker",
        "--workers",
        "1",
        "--engine-memory",
        "256m",
        "-i",
        "seen2");
  }

  private Process up(String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "up",
                "--log-dir",
                folder.resolve("logs").toString(),
                "--site",
                folder.resolve("site").toString(),
                "--workers",
                "1",
                "--rotation",
                "0",
                "--compress",
                "none",
                "--engine-memory",
                "256m",
                "-i",
                "seen1"));
    arguments.addAll(List.of(more));
    return site.start(HOST, arguments.toArray(String[]::new));
  }

  private ControlDesk.Status awaitWhole() throws IOException, InterruptedException {
    return site.awaitRunning(NodeType.MANAGER, NodeType.LOGGER, NodeType.PROXY, NodeType.WORKER);
  }

  private static ControlDesk.NodeStatus node(ControlDesk.Status status, NodeType type) {
    return status.nodes().stream().filter(node -> node.type() == type).findFirst().orElseThrow();
  }

  /// Where metrics of all processes are.
  private static List<Long> ports(ControlDesk.Status status) {
    return Stream.concat(
            status.nodes().stream().map(ControlDesk.NodeStatus::counters),
            status.hosts().stream().map(ControlDesk.HostStatus::counters))
        .map(counters -> counters.getOrDefault("metrics_port", 0L))
        .toList();
  }

  private static void kill(ControlDesk.NodeStatus node) {
    ProcessHandle.of(node.pid()).orElseThrow().destroyForcibly();
  }

  /// Puts a site script in place, after a line that loads what is usual.
  private void deployable(String script) throws IOException {
    Path local = Files.createDirectories(folder.resolve("site")).resolve("local.zeek");
    Files.writeString(local, "@load site/local\n" + script);
  }

  private String value() throws IOException, InterruptedException {
    return site.command(HOST, "print", "generation").out();
  }

  /// What workers look for.
  private String known() throws IOException, InterruptedException {
    return site.command(HOST, "print", "Intel::min_data_store").out();
  }

  private void send() throws IOException, InterruptedException {
    site.send(1, sent, PAGES);
    sent += PAGES;
  }

  private void sendAndAwait() throws IOException, InterruptedException {
    send();
    awaitPages();
  }

  /// Waits for all pages that were sent; each is then there once.
  private void awaitPages() throws IOException, InterruptedException {
    site.await("page " + (sent - 1), () -> site.pages().size() == sent);
    assertThat(site.pages()).isEqualTo(each());
  }

  private Map<Integer, Integer> each() {
    Map<Integer, Integer> each = new TreeMap<>();
    IntStream.range(0, sent).forEach(page -> each.put(page, 1));
    return each;
  }
}
