package org.brood.cluster.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Worker, sender, receiver and store, each in a process of its own, are killed with `kill -9` one
/// after the other in an order that a seed gives (`-Dlogs.seed=…`, `-Dlogs.kills=…`).
class LogPathScenarioTest {
  private static final int KILLS = Integer.getInteger("logs.kills", 8);
  private static final long SEED = Long.getLong("logs.seed", 20260131);

  /// Rows that are in the spool between one death and the next, at least.
  private static final int ROWS_BETWEEN = 400;

  @TempDir Path folder;
  private final Map<String, Running> running = new HashMap<>();

  /// For each life of the worker, how many of its rows were in the spool.
  private final Map<String, Integer> safe = new HashMap<>();

  private final Random random = new Random(SEED);
  private int lives;

  /// A process that was started.
  private static final class Running {
    final Process process;
    final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    Running(List<String> arguments) throws IOException {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx128m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  LogProcesses.class.getName()));
      command.addAll(arguments);
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      Thread.ofVirtual()
          .start(() -> {
            try {
              for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
              }
            } catch (IOException e) {
              // It was killed.
            }
            lines.add("gone");
          });
    }

    void await(String wanted) throws InterruptedException {
      String line = "";
      while (!line.equals(wanted)) {
        line = lines.poll(2, TimeUnit.MINUTES);
        assertThat(line).as("line %s", wanted).isNotNull().isNotEqualTo("gone");
      }
    }

    void tell(String line) throws IOException {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    }

    /// @return how many rows of this life are in the spool
    int awaitSafe(int least) throws InterruptedException {
      int count = 0;
      while (count < least) {
        String line = lines.poll(2, TimeUnit.MINUTES);
        assertThat(line).isNotNull().startsWith("safe ");
        count = Integer.parseInt(line.substring("safe ".length()));
      }
      return count;
    }
  }

  @BeforeEach
  void start() throws Exception {
    TestAuthority authority = new TestAuthority();
    authority.write(folder.resolve("host.p12"), "host");
    authority.write(folder.resolve("logger.p12"), "logger");
    for (String role : List.of("store", "receiver", "sender", "worker")) {
      start(role);
    }
  }

  private void start(String role) throws Exception {
    String socket = folder.resolve("socket").toString();
    String port = folder.resolve("port").toString();
    String spools = folder.resolve("spools").toString();
    Running started =
        new Running(
            switch (role) {
              case "store" -> List.of(role, folder.resolve("logs").toString(), socket);
              case "receiver" ->
                  List.of(role, folder.resolve("logger.p12").toString(), port, socket);
              case "sender" -> List.of(role, spools, folder.resolve("host.p12").toString(), port);
              case "worker" -> List.of(role, spools + "/worker-1", "life" + ++lives);
              default -> throw new IllegalArgumentException(role);
            });
    running.put(role, started);
    if (role.equals("store") || role.equals("receiver")) {
      started.await("ready");
    }
  }

  private Running running(String role) {
    return java.util.Objects.requireNonNull(running.get(role));
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (Running one : running.values()) {
      one.process.destroyForcibly().waitFor();
    }
  }

  @Test
  void eachRowThatWasInTheSpoolIsInTheFilesOnce() throws Exception {
    List<String> roles = List.of("worker", "sender", "receiver", "store");
    for (int i = 0; i < KILLS; i++) {
      int now = running("worker").awaitSafe(known() + ROWS_BETWEEN + random.nextInt(200));
      safe.put("life" + lives, now);
      kill(i < roles.size() ? roles.get(i) : roles.get(random.nextInt(roles.size())));
    }
    running("worker").tell("end");
    safe.put("life" + lives, untilItsEnd(running("worker")));
    running("sender").tell("end");
    running("sender").await("empty");

    Map<String, Integer> counts = new HashMap<>();
    TestLogger.rows(folder.resolve("logs")).forEach(row -> counts.merge(row, 1, Integer::sum));
    assertThat(counts.values()).as("seed %d", SEED).containsOnly(1);
    List<String> missing = new ArrayList<>();
    safe.forEach((life, rows) -> {
      for (int row = 0; row < rows; row++) {
        if (!counts.containsKey(life + "-" + row)) {
          missing.add(life + "-" + row);
        }
      }
    });
    assertThat(missing).as("seed %d", SEED).isEmpty();
    assertThat(counts.size()).isGreaterThan(KILLS * ROWS_BETWEEN);
  }

  private int known() {
    return safe.getOrDefault("life" + lives, 0);
  }

  private void kill(String role) throws Exception {
    Running killed = running(role);
    killed.process.destroyForcibly().waitFor();
    if (role.equals("worker")) {
      // What it told before it died was true.
      safe.put("life" + lives, Math.max(known(), lastSafe(killed)));
    }
    start(role);
  }

  private static int lastSafe(Running worker) throws InterruptedException {
    int last = 0;
    String line = "";
    while (!line.equals("gone")) {
      line = worker.lines.take();
      if (line.startsWith("safe ")) {
        last = Integer.parseInt(line.substring("safe ".length()));
      }
    }
    return last;
  }

  private static int untilItsEnd(Running worker) throws InterruptedException {
    int last = 0;
    String line = "";
    while (!line.equals("end")) {
      line = worker.lines.take();
      assertThat(line).isNotEqualTo("gone");
      if (line.startsWith("safe ")) {
        last = Integer.parseInt(line.substring("safe ".length()));
      }
    }
    return last;
  }
}
