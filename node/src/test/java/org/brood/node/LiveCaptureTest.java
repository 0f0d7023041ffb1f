package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Monitors that listen to an interface in a network namespace of their own.
class LiveCaptureTest {
  private static final Path SCRIPTS = Path.of("..", "scripts").toAbsolutePath().normalize();

  /// Columns that are equal whenever a connection is seen: not times and identifiers.
  private static final List<String> COLUMNS =
      List.of(
          "id.orig_h",
          "id.orig_p",
          "id.resp_h",
          "id.resp_p",
          "proto",
          "service",
          "orig_bytes",
          "resp_bytes",
          "conn_state",
          "history",
          "orig_pkts",
          "orig_ip_bytes",
          "resp_pkts",
          "resp_ip_bytes",
          "vlan");

  private static final Pattern COUNTS =
      Pattern.compile("(\\d+) packets received on interface seen, (\\d+) \\(");

  @TempDir private Path folder;

  @Test
  void whatIsHeardIsWhatWouldBeRead() throws IOException, InterruptedException {
    listen("seen", 1);

    assertThat(rows("logs0")).isEqualTo(read());
    assertThat(rows("logs0")).hasSize(LiveSite.CONVERSATIONS + 1);
    assertThat(Files.readString(folder.resolve("err0")))
        .contains("received termination signal")
        .contains("packets received on interface seen, 0 (0.00%) dropped");
  }

  @Test
  void monitorsOfOneGroupShareTheConnections() throws IOException, InterruptedException {
    listen("af_packet::seen", 2);

    Set<List<String>> first = rows("logs0");
    Set<List<String>> second = rows("logs1");
    assertThat(first).isNotEmpty().doesNotContainAnyElementsOf(second);
    assertThat(second).isNotEmpty();
    first.addAll(second);
    assertThat(first).isEqualTo(read());
  }

  @Test
  void twentyThousandPacketsASecondAreAllTaken() throws IOException, InterruptedException {
    listen("af_packet::seen", 1, 60_000, 20_000, 1 << 24);

    assertThat(counts("err0")).isEqualTo(new Counts(LiveSite.packets(60_000), 0));
  }

  @Test
  void whatFindsNoRoomIsCounted() throws IOException, InterruptedException {
    listen("af_packet::seen", 1, 200_000, 0, 1 << 18);

    Counts counts = counts("err0");
    assertThat(Files.readString(folder.resolve("out0")))
        .isEqualTo(
            "%d, %d, %d\n"
                .formatted(
                    counts.received(), counts.dropped(), counts.received() + counts.dropped()));
    assertThat(counts.received()).isPositive();
    assertThat(counts.received() + counts.dropped()).isEqualTo(LiveSite.packets(200_000));
  }

  /// What a monitor says at its end.
  private record Counts(long received, long dropped) {}

  private Counts counts(String messages) throws IOException {
    Matcher found = COUNTS.matcher(Files.readString(folder.resolve(messages)));
    assertThat(found.find()).isTrue();
    return new Counts(Long.parseLong(found.group(1)), Long.parseLong(found.group(2)));
  }

  @Test
  void anInterfaceThatIsNotThereIsNamed() throws IOException, InterruptedException {
    Process made = java(Main.class, List.of("run", "-i", "nosuch0")).start();

    String error = new String(made.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(made.waitFor()).isEqualTo(1);
    assertThat(error).startsWith("fatal error: problem with interface nosuch0 (").hasLineCount(1);
  }

  private void listen(String interfaceName, int monitors) throws IOException, InterruptedException {
    listen(interfaceName, monitors, 0, 0, 1 << 24);
  }

  private void listen(String interfaceName, int monitors, int packets, int rate, int ringBytes)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("unshare", "--net", "--map-root-user"));
    ProcessBuilder site =
        java(
            LiveSite.class,
            List.of(
                folder.toString(),
                interfaceName,
                "" + monitors,
                "" + packets,
                "" + rate,
                "" + ringBytes));
    command.addAll(site.command());
    Path output = folder.resolve("site");

    int code =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();

    assertThat(code).as(Files.readString(output)).isZero();
  }

  private static ProcessBuilder java(Class<?> main, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dbrood.scripts=" + SCRIPTS,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  private Set<List<String>> read() throws IOException, InterruptedException {
    Path trace = folder.resolve("traffic.pcap");
    LiveSite.traffic().write(trace);
    int code =
        java(
                Main.class,
                List.of(
                    "read",
                    trace.toString(),
                    "--log-dir",
                    folder.resolve("read").toString(),
                    "policy/protocols/conn/vlan-logging"))
            .inheritIO()
            .start()
            .waitFor();
    assertThat(code).isZero();
    return rows("read");
  }

  /// The rows of a conn.log.
  private Set<List<String>> rows(String logs) throws IOException {
    Path log = folder.resolve(logs).resolve("conn.log");
    try (var out = new java.io.ByteArrayOutputStream()) {
      ZeekCut.run(
          COLUMNS,
          Files.newInputStream(log),
          new PrintStream(out, true, StandardCharsets.UTF_8),
          System.err);
      return out.toString(StandardCharsets.UTF_8)
          .lines()
          .map(line -> List.of(line.split("\t", -1)))
          .collect(Collectors.toSet());
    }
  }
}
